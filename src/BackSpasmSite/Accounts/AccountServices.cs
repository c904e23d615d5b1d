using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BackSpasmSite.Accounts;

internal static class AccountServices
{
    /// <summary>The Data Protection purpose of the cookies. Changing it would invalidate all of them.</summary>
    private const string Purpose = "desk";

    /// <summary>Accounts only, for the command line.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<EditorAccount>(Demand)
            .AddUserStore<UserOnlyStore<EditorAccount, SiteDbContext, string>>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        // OWASP's recommendation for PBKDF2 with SHA-512 (Password Storage Cheat Sheet).
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        return services
            .AddAudit()
            .AddSingleton<SignInFailures>()
            .AddSingleton<KnownBrowsers>()
            .AddSingleton<DeskSessions>()
            .AddScoped<EditorAccounts>();
    }

    public static IServiceCollection AddEditors(this IServiceCollection services)
    {
        services.AddAccounts();
        new IdentityBuilder(typeof(EditorAccount), services).AddSignInManager<DeskSignInManager>();
        services.AddDataProtection().SetApplicationName(Purpose);
        services.AddSingleton<SharedKeys>().AddOptions<KeyManagementOptions>().Configure<SharedKeys>((management, keys) => management.XmlRepository = keys);
        return services
            .AddDeskCookies()
            .AddHttpContextAccessor()
            .AddSingleton<IAuthorizationPolicyProvider, DeskPolicyProvider>()
            .AddSingleton<IAuthorizationHandler, DeskAccessHandler>()
            .AddSingleton<SignInGuard>()
            .AddSingleton<AnonymousBodies>()
            .AddScoped<EditorSignIn>()
            .AddScoped<OwnAccount>();
    }

    private static void Demand(IdentityOptions identity)
    {
        // NIST SP 800-63B, 3.1.1.2: a minimum length, and no rules about kinds of characters.
        identity.Password.RequiredLength = PasswordRule.Least;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
    }
}
