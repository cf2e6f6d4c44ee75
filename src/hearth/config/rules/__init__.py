"""All rules, one a file, in the order of their codes."""

from __future__ import annotations

from typing import Final

from hearth.config.rules.article_account import article_account
from hearth.config.rules.article_line import article_line
from hearth.config.rules.bad_brace_item import bad_brace_item
from hearth.config.rules.bad_braces import bad_braces
from hearth.config.rules.bad_number import bad_number
from hearth.config.rules.bad_time_window import bad_time_window
from hearth.config.rules.bad_wantemus import bad_wantemus
from hearth.config.rules.belongs_to_oscam import belongs_to_oscam
from hearth.config.rules.both_dialects import both_dialects
from hearth.config.rules.brace_spacing import brace_spacing
from hearth.config.rules.duplicate_account import duplicate_account
from hearth.config.rules.emus import emus
from hearth.config.rules.extra_fields import extra_fields
from hearth.config.rules.fetched_lines import fetched_lines
from hearth.config.rules.fields_before_braces import fields_before_braces
from hearth.config.rules.file_too_long import file_too_long
from hearth.config.rules.flag_not_0_or_1 import flag_not_0_or_1
from hearth.config.rules.given_twice import given_twice
from hearth.config.rules.hash_cuts_line import hash_cuts_line
from hearth.config.rules.hex_out_of_range import hex_out_of_range
from hearth.config.rules.invented_directive import invented_directive
from hearth.config.rules.invisible_character import invisible_character
from hearth.config.rules.keys_refused import keys_refused
from hearth.config.rules.line_too_long import line_too_long
from hearth.config.rules.missing_colon import missing_colon
from hearth.config.rules.missing_fields import missing_fields
from hearth.config.rules.missing_value import missing_value
from hearth.config.rules.name_too_long import name_too_long
from hearth.config.rules.not_home import not_home
from hearth.config.rules.not_used_yet import not_used_yet
from hearth.config.rules.not_yes_or_no import not_yes_or_no
from hearth.config.rules.number_out_of_range import number_out_of_range
from hearth.config.rules.of_no_use import of_no_use
from hearth.config.rules.other_name import other_name
from hearth.config.rules.password_too_long import password_too_long
from hearth.config.rules.port_out_of_range import port_out_of_range
from hearth.config.rules.too_many_accounts import too_many_accounts
from hearth.config.rules.two_numbers import two_numbers
from hearth.config.rules.unbound_host_lock import unbound_host_lock
from hearth.config.rules.unknown_directive import unknown_directive
from hearth.config.rules.unreadable_line import unreadable_line
from hearth.config.rules.window_never_opens import window_never_opens

RULES: Final = (
    unknown_directive,
    unreadable_line,
    missing_colon,
    missing_fields,
    bad_braces,
    bad_brace_item,
    brace_spacing,
    fields_before_braces,
    extra_fields,
    name_too_long,
    password_too_long,
    hash_cuts_line,
    invisible_character,
    both_dialects,
    line_too_long,
    file_too_long,
    missing_value,
    port_out_of_range,
    bad_number,
    bad_time_window,
    hex_out_of_range,
    not_yes_or_no,
    number_out_of_range,
    flag_not_0_or_1,
    bad_wantemus,
    duplicate_account,
    unbound_host_lock,
    given_twice,
    not_used_yet,
    belongs_to_oscam,
    of_no_use,
    window_never_opens,
    invented_directive,
    article_line,
    article_account,
    two_numbers,
    other_name,
    not_home,
    too_many_accounts,
    keys_refused,
    fetched_lines,
    emus,
)

BY_CODE: Final = {rule.code: rule for rule in RULES}
