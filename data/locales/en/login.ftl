# Who visits: login, roles, spaces.
error-person-login = Your login has ended. Load the page again to log in; what you have set is kept in its address.
error-person-author = Your role is viewer: you can see what is shared with you, but not change the library.
error-person-owner = Only an owner can do this, because it concerns the whole library.
error-person-role = You are logged in as { $id }, but nobody has given you a role here. Ask an owner of this service.
error-login-file = The login settings in { $file } cannot be used: { $problem }.
error-login-secret = A login needs { $name }: one long secret, the same for every process of the service.
error-login-provider = The login did not succeed ({ $problem }). Go back to the start page and try again.
login-left = You are logged out. Load the start page to log in again.
login-name = Logged in as { $name } ({ $role ->
    [viewer] viewer
    [author] author
   *[owner] owner
})
login-leave = Log out
error-space-keeper = Only the keeper of “{ $name }” ({ $keeper }) or an owner can decide who sees it.
error-space-group = You cannot share with “{ $group }”, because you are not in this group.
error-space-plan = Scenarios of other people are based on the plan “{ $name }”, so it cannot be hidden from them. Make a copy under another id instead.
error-store-set-kept = A set that you cannot see is already called “{ $name }”. Choose another name.
error-store-plan-kept = A plan that you cannot see already has the id “{ $plan }”. Import yours under another id.
space-label = Visible to
space-help = Owners of this service see everything. You can change this later where it is listed.
space-everyone = Everyone
space-alone = Only me
space-of = only { $name }
space-moved = “{ $name }” is now visible to: { $who }.
space-kept = Visible to: { $who }. { $keeper } decides.
