# Who visits: login, roles, spaces.
error-person-login = Your login has ended. Load the page again to log in; what you have set is kept in its address.
error-person-author = You may look at everything here that is shared with you, but not change the library: your role is viewer.
error-person-owner = Only an owner may do this: it is about the whole library.
error-person-role = You are logged in as { $id }, but nobody has given you a role here. Ask an owner of this service.
error-login-file = The login cannot be used as { $file } states it: { $problem }.
error-login-secret = A login needs { $name }: one long secret, the same for every process of the service.
error-login-provider = The login did not succeed ({ $problem }). Go back to the start page and try again.
login-left = You are logged out here. Load the start page to log in again.
login-name = Logged in as { $name } ({ $role ->
    [viewer] viewer
    [author] author
   *[owner] owner
})
login-leave = Log out
error-space-keeper = Only whoever keeps “{ $name }” ({ $keeper }) or an owner may say who sees it.
error-space-group = You cannot share with “{ $group }”: you are not in this group.
error-space-plan = Scenarios of others stand on the plan “{ $name }”, so it cannot be taken from them. Copy it under another id instead.
error-store-set-kept = Somebody has a set called “{ $name }” that you do not see. Choose another name.
error-store-plan-kept = Somebody has a plan with the id “{ $plan }” that you do not see. Import yours under another id.
space-label = Who sees it
space-help = Owners of this service see everything. You can change this later where it is listed.
space-everyone = Everyone
space-alone = Only me
space-of = only { $name }
space-moved = “{ $name }” is now seen by: { $who }.
space-kept = Seen by: { $who }. { $keeper } decides.
