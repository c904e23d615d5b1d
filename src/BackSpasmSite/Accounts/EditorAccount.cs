using System.Security.Claims;
using BackSpasmSite.Content.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Accounts;

/// <summary>An editor's account. If its name is a reviewer's key in <c>people.yaml</c>, it may sign reviews as that person.</summary>
internal sealed class EditorAccount : IdentityUser
{
    public EditorRole Role { get; set; }
}

/// <summary>The tables of ASP.NET Core Identity that accounts need. A role is a column, because each account has exactly one.</summary>
internal sealed class EditorTables :
    IEntityTypeConfiguration<EditorAccount>,
    IEntityTypeConfiguration<IdentityUserClaim<string>>,
    IEntityTypeConfiguration<IdentityUserLogin<string>>,
    IEntityTypeConfiguration<IdentityUserToken<string>>
{
    public void Configure(EntityTypeBuilder<EditorAccount> builder)
    {
        builder.ToTable("Editors");
        builder.HasIndex(editor => editor.NormalizedUserName).IsUnique();
        builder.Property(editor => editor.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(editor => editor.UserName).HasMaxLength(256);
        builder.Property(editor => editor.NormalizedUserName).HasMaxLength(256);
        builder.Property(editor => editor.Role).HasConversion<string>().HasMaxLength(20).HasDefaultValue(EditorRole.Editor);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<string>> builder)
    {
        builder.ToTable("EditorClaims");
        builder.HasOne<EditorAccount>().WithMany().HasForeignKey(claim => claim.UserId).IsRequired();
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<string>> builder)
    {
        builder.ToTable("EditorLogins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<EditorAccount>().WithMany().HasForeignKey(login => login.UserId).IsRequired();
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<string>> builder)
    {
        builder.ToTable("EditorTokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<EditorAccount>().WithMany().HasForeignKey(token => token.UserId).IsRequired();
    }
}

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
