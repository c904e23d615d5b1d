using System.CommandLine;
using System.Data.Common;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>editor add|list|remove|role|password|reset-second-factor NAME</c>: who may sign in to the desk, and what they may do.</summary>
internal static class EditorCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var name = new Argument<string>("NAME") { Description = "1 to 64 letters, digits, dots, hyphens and underscores; upper and lower case are the same." };
        var fromInput = NewPassword.Option();

        var role = new Option<string>("--role") { Description = "editor (everything on reports and articles) or reviewer (reads everything, comments on reports, signs reviews). The default is editor.", HelpName = "ROLE" };
        var newRole = new Argument<string>("ROLE") { Description = "editor or reviewer" };

        var add = new Command("add", "Creates an account, and the database if there is none yet.") { name, role, fromInput };
        add.SetAction((parsed, cancellation) => OpenAccounts.UseAsync(settings, commandContext, isFirst: true,
            accounts => AddAsync(accounts, parsed.GetRequiredValue(name), parsed.GetValue(role) ?? EditorRoles.Editor, parsed.GetValue(fromInput), commandContext), cancellation));

        var list = new Command("list", "Prints each account: its name, its role, whether it has a second factor, and how long it is locked.");
        list.SetAction((_, cancellation) => OpenAccounts.UseAsync(settings, commandContext, isFirst: false, accounts => ListAsync(accounts, commandContext, cancellation), cancellation));

        var password = new Command("password", "Sets a new password, unlocks the account and signs it out everywhere.") { name, fromInput };
        password.SetAction((parsed, cancellation) => OpenAccounts.UseAsync(settings, commandContext, isFirst: false,
            accounts => SetPasswordAsync(accounts, parsed.GetRequiredValue(name), parsed.GetValue(fromInput), commandContext), cancellation));

        var change = new Command("role", "Changes what an account may do, from its next request on.") { name, newRole };
        change.SetAction((parsed, cancellation) => OpenAccounts.UseAsync(settings, commandContext, isFirst: false,
            accounts => SetRoleAsync(accounts, parsed.GetRequiredValue(name), parsed.GetRequiredValue(newRole), commandContext), cancellation));

        return new Command("editor", "Manages the accounts that may sign in to the desk at /editor. An account named like the key of a reviewer in people.yaml may sign reviews as that person.")
        {
            add,
            list,
            Simple("remove", "Removes an account. Anyone signed in with it is signed out at the next request.", "removed", accounts => accounts.RemoveAsync),
            change,
            password,
            Simple("reset-second-factor", "Turns off the second factor, for somebody who has lost both the app and the recovery codes, and signs the account out everywhere.", "second factor turned off", accounts => accounts.ResetSecondFactorAsync),
        };

        Command Simple(string verb, string words, string done, Func<EditorAccounts, Func<string, Task<Outcome<EditorAccount>>>> change)
        {
            var command = new Command(verb, words) { name };
            command.SetAction((parsed, cancellation) => OpenAccounts.UseAsync(settings, commandContext, isFirst: false,
                async accounts => Say(await change(accounts)(parsed.GetRequiredValue(name)), $"{parsed.GetRequiredValue(name)}: {done}.", commandContext), cancellation));
            return command;
        }
    }

    private static async Task<int> AddAsync(EditorAccounts accounts, string name, string roleName, bool fromInput, CommandContext commandContext)
    {
        if (EditorRoles.Parse(roleName) is not { } role) return commandContext.Fail(EditorRoles.WhyNot(roleName));
        if (await accounts.ValidateNewNameAsync(name) is { } refused) return commandContext.Fail(refused);
        var (password, reason) = NewPassword.Read(fromInput, commandContext);
        return password is null ? commandContext.Fail(reason) : Say(await accounts.AddAsync(name, password, role), $"{name}: can now sign in at /editor{(role is EditorRole.Editor ? "" : $" as a {EditorRoles.Name(role)}")}.", commandContext);
    }

    private static async Task<int> SetRoleAsync(EditorAccounts accounts, string name, string roleName, CommandContext commandContext) =>
        EditorRoles.Parse(roleName) is { } role
            ? Say(await accounts.SetRoleAsync(name, role), $"{name}: is now {(role is EditorRole.Editor ? "an" : "a")} {EditorRoles.Name(role)}.", commandContext)
            : commandContext.Fail(EditorRoles.WhyNot(roleName));

    private static async Task<int> SetPasswordAsync(EditorAccounts accounts, string name, bool fromInput, CommandContext commandContext)
    {
        if (await accounts.ValidateKnownNameAsync(name) is { } unknown) return commandContext.Fail(unknown);
        var (password, reason) = NewPassword.Read(fromInput, commandContext);
        return password is null ? commandContext.Fail(reason) : Say(await accounts.SetPasswordAsync(name, password), $"{name}: has a new password.", commandContext);
    }

    private static async Task<int> ListAsync(EditorAccounts accounts, CommandContext commandContext, CancellationToken cancellation)
    {
        var editors = await accounts.ListAsync(cancellation);
        if (editors.Count == 0) commandContext.Error.WriteLine("There are no accounts. Create one with “editor add NAME”.");
        foreach (var editor in editors)
        {
            var locked = await accounts.LockedUntilAsync(editor, cancellation) is { } end && end > commandContext.Time.GetUtcNow().UtcDateTime ? $"{end:yyyy-MM-dd HH:mm} UTC" : "-";
            commandContext.Output.WriteLine($"{editor.UserName,-20}  role: {EditorRoles.Name(editor.Role),-8}  second factor: {(editor.TwoFactorEnabled ? "yes" : "no"),-3}  locked until: {locked}");
        }

        return ExitCode.Done;
    }

    private static int Say(Outcome<EditorAccount> outcome, string done, CommandContext commandContext)
    {
        if (outcome.Refusal is { } refusal) return commandContext.Fail(refusal);
        commandContext.Output.WriteLine(done);
        return ExitCode.Done;
    }
}

/// <summary>Reads a new password: asked for twice at the terminal, or from the first line of standard input.</summary>
internal static class NewPassword
{
    public static Option<bool> Option() =>
        new("--password-stdin") { Description = "Read the password from the first line of standard input instead of asking for it." };

    /// <returns>The password.</returns>
    public static Outcome<string> Read(bool fromInput, CommandContext commandContext)
    {
        if (fromInput)
            return commandContext.Input().ReadLine() is { Length: > 0 } line ? line.TrimStart('\uFEFF') : Outcome<string>.Refused("There is no password on the first line of standard input.");
        if (commandContext.AskSecret is not { } ask)
            return Outcome<string>.Refused("There is no terminal to ask for the password. Pass it on standard input with --password-stdin.");

        var password = ask("New password");
        return password == ask("Repeat the new password") ? password : Outcome<string>.Refused("The two passwords are different, so nothing was changed.");
    }
}

/// <summary>Opens the accounts for a command, even while the site runs.</summary>
internal static class OpenAccounts
{
    /// <param name="isFirst">Whether to create or migrate the database if necessary, because the command may come before the site's first start.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be used.</exception>
    public static async Task<int> UseAsync(string[] settings, CommandContext commandContext, bool isFirst, Func<EditorAccounts, Task<int>> use, CancellationToken cancellation)
    {
        await using var services = VerbSettings.Services(settings)
            .AddSingleton(commandContext.Time)
            .AddLogging()
            .AddDatabase()
            .AddAccounts()
            .BuildServiceProvider();
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (!isFirst) ExistingDatabase.ThrowOnNone(database);
        try
        {
            await using var scope = services.CreateAsyncScope();
            if (isFirst) await services.GetRequiredService<DatabaseProvider>().OpenAsync(cancellation);
            await ExistingDatabase.ThrowOnOtherVersionAsync(scope.ServiceProvider.GetRequiredService<SiteDbContext>(), database.Name, cancellation);
            services.GetRequiredService<DatabaseState>().Opened();
            return await use(scope.ServiceProvider.GetRequiredService<EditorAccounts>());
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException { InnerException: DbException } or InvalidOperationException { InnerException: DbException })
        {
            throw new DatabaseUnavailableException($"The database {database.Name} cannot be used: {DatabaseUnavailableException.Reason(failure)}");
        }
        finally
        {
            services.GetRequiredService<DatabaseProvider>().LetGo();
        }
    }
}
