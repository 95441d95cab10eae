"""What an administrator decides for the whole organisation: its name, and the rules that charts are judged by."""
