using System.Security.Claims;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Accounts;

/// <summary>What an account may do at the desk. The administrator is whoever runs the commands on the server, and needs no account.</summary>
internal enum EditorRole
{
    /// <summary>Everything on reports and articles. The role of accounts from before there were roles.</summary>
    Editor,

    /// <summary>Reads everything, comments on reports and signs reviews; changes no report and no article.</summary>
    Reviewer,
}

internal static class EditorRoles
{
    public const string Editor = "editor";
    public const string Reviewer = "reviewer";

    private static readonly string[] Names = [Editor, Reviewer];

    public static string Name(EditorRole role) => role is EditorRole.Editor ? Editor : Reviewer;

    public static EditorRole? Parse(string name) =>
        name.Equals(Editor, StringComparison.OrdinalIgnoreCase) ? EditorRole.Editor
        : name.Equals(Reviewer, StringComparison.OrdinalIgnoreCase) ? EditorRole.Reviewer
        : null;

    public static string WhyNot(string name) => name.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
        ? "The administrator is whoever can run this command, and needs no account for it. An account is an editor’s or a reviewer’s."
        : $"There is no role named “{name}”.{DidYouMean.Hint(name, Names)} The roles are editor and reviewer.";

    /// <summary>The role counts from the next request on, because it is never taken from the cookie, which may be hours old.</summary>
    public static void Put(ClaimsPrincipal principal, EditorRole role)
    {
        var identity = (ClaimsIdentity)principal.Identity!;
        foreach (var old in identity.FindAll(identity.RoleClaimType).ToList()) identity.RemoveClaim(old);
        identity.AddClaim(new Claim(identity.RoleClaimType, Name(role)));
    }
}
