"""Sockets: the only asyncio on an ECM's path. Carries out what core decides."""
