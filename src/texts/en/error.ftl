# What somebody reads when it cannot be done.

error-not-found-title = There is nothing here
error-not-found = The address may have been typed wrongly, or what stood here is gone, or it is not yours to see.
error-link-title = This link does not work
error-link = This link is not valid, or not any more. Check that it is complete, or ask the person who sent it for a new one.
error-not-allowed-title = Your role does not allow this
error-not-allowed = You are signed in, but what you asked for belongs to another role. An administrator can give you that role.
error-foreign-title = This came from another site
error-foreign = For your safety a form is only accepted from our own pages. Open the page again and send the form from there.
error-unreadable-title = We could not read what was sent
error-unreadable = Nothing was changed. Go back, reload the page and try once more.
error-too-large-title = This is too large
error-too-large = Nothing was changed. Send a smaller file or a shorter text.
error-too-many-title = Too many tries
error-too-many = Please wait a minute and try again.
error-taken-title = That name is taken
error-taken = Something with this name or code exists already. Nothing was changed; go back and choose another.
error-no-longer-title = This can no longer be done
error-no-longer = What you wanted to change has been fixed or closed in the meantime. Nothing was changed; reload the page to see how it stands now.
error-busy-title = It is very busy
error-busy = What you sent has not been stored yet. Please try again in a few seconds.
error-ours-title = Something went wrong on our side
error-ours = What was stored before is safe. Please try again; if it goes wrong again, tell the administrator at what time it did.
error-home = To the start
error-closed-title = This programme is closed
error-closed = Management closed this programme; from then on nothing in it can be changed. Nothing was changed now; all pages can still be read.

error-under-way-title = Another file is still on its way
error-under-way = A file of this kind is being taken in or removed just now. Nothing was stored. Wait until that is done, or stop it under Imports, and try again.

error-no-role-title = You have no access on this day
error-no-role-yet = Your role in this programme begins on { $day }. From that day on you can work in it.
error-no-role-since = Your role in this programme ended after { $day }. If you still have work to do in it, ask an administrator for another last day.
error-no-role-closed = This programme is closed, and the days on which who took part could read it are over. A manager or an administrator can still read it.
