# The clients who can be asked.

clients-title = { $count ->
    [0] No client yet
    [one] One client can be asked
   *[other] { $count } clients can be asked
}
clients-found = { $found } of { $count } clients
clients-import = Import clients
clients-none-next = Import a CSV file with key, name, e-mail and segment of everybody who can be asked.
clients-nothing = Nobody fits. Look for less, or in all segments.
clients-search = Key, name or e-mail
clients-search-go = Search
clients-all-segments = all segments
clients-segment-count = { $segment } ({ $count })
clients-caption = Clients by key
clients-key = Key
clients-name = Name
clients-email = E-mail
clients-segment = Segment
clients-role = Role
clients-language = Language
clients-paging = Pages
clients-first = First page
clients-next = Next page
