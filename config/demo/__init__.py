"""The demo company: invented from beginning to end, the same every time, its dates counted from today."""
