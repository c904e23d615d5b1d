using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BackSpasmSite.Accounts;

/// <summary>Registers this room.</summary>
internal static class AccountServices
{
    /// <summary>What the cookies are sealed for. Never changed: every cookie that was sealed before would be void.</summary>
    private const string Purpose = "desk";

    /// <summary>The accounts by themselves, as the command line needs them.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<EditorAccount>(Demand)
            .AddUserStore<UserOnlyStore<EditorAccount, SiteDbContext, string>>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        // OWASP's number for PBKDF2 with SHA-512 (Password Storage Cheat Sheet).
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        return services
            .AddAudit()
            .AddSingleton<SignInFailures>()
            .AddSingleton<KnownBrowsers>()
            .AddSingleton<DeskSessions>()
            .AddScoped<EditorAccounts>();
    }

    /// <summary>Accounts, signing in, and the cookies that say who has.</summary>
    public static IServiceCollection AddEditors(this IServiceCollection services)
    {
        services.AddAccounts();
        new IdentityBuilder(typeof(EditorAccount), services).AddSignInManager<DeskSignInManager>();
        services.AddDataProtection().SetApplicationName(Purpose).PersistKeysToDbContext<SiteDbContext>();
        return services
            .AddDeskCookies()
            .AddSingleton<SignInGuard>()
            .AddSingleton<AnonymousBodies>()
            .AddScoped<EditorSignIn>()
            .AddScoped<OwnAccount>();
    }

    private static void Demand(IdentityOptions identity)
    {
        // NIST SP 800-63B, 3.1.1.2: long, and nobody is told which kinds of characters to use.
        identity.Password.RequiredLength = PasswordRule.Least;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
    }
}
