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

# Clients who are on the list twice.

clients-twins-go = Look for duplicates
clients-twins-here = Duplicates
clients-twins-back = All clients
clients-twins-title = { $count ->
    [0] Nobody seems to be on the list twice
    [one] One pair of clients is probably one person
   *[other] { $count } pairs of clients are probably one person
}
clients-twins-lead = The same address, the same key but for capitals and signs, or the same name in the same segment. Nothing is merged before you looked.
clients-twins-more = The first { $count } are shown; the others come when these are done.
clients-twins-one = Client
clients-twins-other = Probably the same
clients-twins-why = Because of
clients-twins-address = the address
clients-twins-key = the key
clients-twins-name = name and segment
clients-twins-look = Look
clients-twins-look-at = Look at { $one } and { $other }
clients-merge-title = { $gone } becomes part of { $kept }
clients-merge-lead = Look which record stays, and what goes over to it. This cannot be undone.
clients-merge-stays = Stays
clients-merge-goes = Goes
clients-merge-moves = The invitation in wave { $waves } goes over.
clients-merge-revokes = In wave { $waves } both are invited: the invitation of the record that goes is taken back.
clients-merge-stops-all = One of them wants no more mail at all: that holds for both addresses from now on.
clients-merge-stops = One of them wants no mail about { $surveys }: that holds for both addresses from now on.
clients-merge-key = The key that goes stays known, so that a file that brings it again does not bring the duplicate back.
clients-merge-go = Merge them
clients-merge-swap = Keep the other one
clients-merge-same = This is one and the same record.
clients-merge-both-answered = Both answered in wave { $wave }: its figures count them as two, so they stay two.
clients-merge-gone-answered = In wave { $wave } only the record that goes answered. Keep that one instead.
clients-merge-apart = The two live in different places of the database, and the one that goes was invited or spoken with. Keep that one instead. Where both were, they stay two: take the invitation of one back in its wave.
clients-merge-both-spoken = With both a conversation is planned or held along the same guide, so they stay two.
