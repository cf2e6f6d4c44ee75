"""What is told: a call goes in, a value comes out, which its shape puts into JSON."""
