using Microsoft.AspNetCore.Identity;

namespace BackSpasmSite.Accounts;

/// <summary>
/// An account of the desk. One whose name is the key of a reviewer in <c>people.yaml</c> may sign reviews as that person.
/// </summary>
internal sealed class EditorAccount : IdentityUser;
