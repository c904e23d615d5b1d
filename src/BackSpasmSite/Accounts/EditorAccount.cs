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
