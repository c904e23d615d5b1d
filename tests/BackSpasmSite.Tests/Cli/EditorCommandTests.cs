using BackSpasmSite.Accounts;
using BackSpasmSite.Cli;
using BackSpasmSite.Options;
using BackSpasmSite.Tests.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Cli;

public abstract class EditorCommandTests : IDisposable
{
    private const string Password = "correct horse battery staple";

    private readonly string _directory = Directory.CreateTempSubdirectory("backspasm-").FullName;

    private DatabaseOptions _database;

    protected EditorCommandTests() => _database = TestDatabase.New(Path.Combine(_directory, "site.db"));

    private (string Key, string Value)[] SameDatabase => [("ConnectionStrings:Database", _database.ConnectionString)];

    private DatabaseFile Outside => new(Path.Combine(_directory, "site.db"), _database.IsPostgreSql ? _database.ConnectionString : null);

    [Fact]
    public async Task The_first_account_is_made_before_the_first_start()
    {
        _database = TestDatabase.New(Path.Combine(_directory, "data", "site.db"), isMigrated: false);
        var added = await RunAsync(Password, "editor", "add", "ann", "--password-stdin");
        Assert.Equal((0, "ann: can now sign in at /editor.\n", ""), (added.ExitCode, added.Output.ReplaceLineEndings("\n"), added.Error));
        if (!TestDatabase.IsPostgreSql) Assert.Equal(["site.db", "site.db.migrating"], Directory.GetFiles(Path.Combine(_directory, "data")).Select(Path.GetFileName).Order());

        await using var site = new TestSite { Settings = SameDatabase };
        using var browser = site.SignedOut();
        using var answer = await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", Password));
        Assert.Equal("/editor", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Each_verb_does_what_it_says_while_the_site_runs()
    {
        await using var site = new TestSite { Settings = SameDatabase };
        using var browser = await site.SignInAsync("rita");
        var added = await RunAsync($"{Password}\r\nsecond line", "editor", "add", "ann", "--role", "reviewer", "--password-stdin");
        Assert.Equal((0, "ann: can now sign in at /editor as a reviewer.\n"), (added.ExitCode, added.Output.ReplaceLineEndings("\n")));
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<EditorAccount>>();
            var rita = (await users.FindByNameAsync("rita"))!;
            await users.SetTwoFactorEnabledAsync(rita, true);
            await users.SetLockoutEndDateAsync(rita, new DateTimeOffset(2999, 1, 2, 3, 4, 0, TimeSpan.Zero));
        }

        var list = await RunAsync("", "editor", "list");
        Assert.Matches(@"\Aann +role: reviewer +second factor: no +locked until: -\s+rita +role: editor +second factor: yes +locked until: 2999-01-02 03:04 UTC\s+\z", list.Output);

        var changed = await RunAsync("", "editor", "role", "ANN", "Editor");
        Assert.Equal((0, "ANN: is now an editor.\n"), (changed.ExitCode, changed.Output.ReplaceLineEndings("\n")));
        Assert.Matches(@"\Aann +role: editor ", (await RunAsync("", "editor", "list")).Output);
        Assert.Equal(0, (await RunAsync("", "editor", "role", "ann", "reviewer")).ExitCode);
        Assert.Equal(["added the account as a reviewer", "set the role to editor", "set the role to reviewer"], Outside.Read("SELECT What FROM AuditRecords WHERE Subject = 'ann' ORDER BY Id"));

        Assert.Equal(0, (await RunAsync("", "editor", "reset-second-factor", "rita")).ExitCode);
        Assert.Equal(0, (await RunAsync(Password, "editor", "password", "RITA", "--password-stdin")).ExitCode);
        Assert.Equal(0, (await RunAsync("", "editor", "remove", "ann")).ExitCode);
        Assert.Matches(@"\Arita +role: editor +second factor: no +locked until: -\s+\z", (await RunAsync("", "editor", "list")).Output);
        using var fresh = site.SignedOut();
        using var answer = await fresh.PostFormAsync("/editor/sign-in", "main form", ("name", "rita"), ("password", Password));
        Assert.Equal("/editor", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("short", "At least 12 characters", "editor", "add", "bob", "--password-stdin")]
    [InlineData("", "no password on the first line", "editor", "add", "bob", "--password-stdin")]
    [InlineData(Password, "1 to 64 letters", "editor", "add", "bob smith", "--password-stdin")]
    [InlineData(Password, "There is already an account named ann", "editor", "add", "ANN", "--password-stdin")]
    [InlineData(Password, "--password-stdin", "editor", "add", "bob")]
    [InlineData(Password, "There is no account named bob", "editor", "password", "bob", "--password-stdin")]
    [InlineData("short", "At least 12 characters", "editor", "password", "ann", "--password-stdin")]
    [InlineData("", "There is no account named bob", "editor", "remove", "bob")]
    [InlineData("", "There is no account named bob", "editor", "reset-second-factor", "bob")]
    [InlineData("", "There is no account named bob", "editor", "role", "bob", "reviewer")]
    [InlineData("", "There is no role named “reviwer”. Did you mean “reviewer”?", "editor", "role", "ann", "reviwer")]
    [InlineData(Password, "The roles are editor and reviewer.", "editor", "add", "bob", "--role", "boss", "--password-stdin")]
    [InlineData(Password, "The administrator is whoever can run this command", "editor", "add", "bob", "--role", "administrator", "--password-stdin")]
    public async Task What_can_not_be_is_refused_in_one_line(string input, string reason, params string[] args)
    {
        await RunAsync(Password, "editor", "add", "ann", "--password-stdin");
        var said = await RunAsync(input, args);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains(reason, Assert.Single(said.ErrorLines));
        Assert.StartsWith("ann ", (await RunAsync("", "editor", "list")).Output);
    }

    [Theory]
    [InlineData(Password, Password, 0)]
    [InlineData(Password, "something else entirely", 1)]
    public async Task At_a_terminal_the_password_is_asked_for_twice(string first, string second, int exitCode)
    {
        var answers = new Queue<string>([first, second]);
        var said = await RunAsync(new CommandContext(TextWriter.Null, Stream.Null, TextWriter.Null, _directory, TimeProvider.System) { AskSecret = _ => answers.Dequeue() }, "editor", "add", "ann");

        Assert.Equal(exitCode, said);
        Assert.Empty(answers);
    }

    [Fact]
    public async Task A_database_that_somebody_holds_is_one_line()
    {
        await RunAsync(Password, "editor", "add", "ann", "--password-stdin");
        using var held = Outside.LockWrites();
        var said = await RunAsync("", "editor", "remove", "ann");

        Assert.Equal(2, said.ExitCode);
        Assert.Contains("lock", Assert.Single(said.ErrorLines));
    }

    [Fact]
    public async Task Help_says_what_a_name_can_mean()
    {
        var said = await RunAsync("", "editor", "--help");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("people.yaml", said.Output);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<CommandOutput> RunAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await RunAsync(new CommandContext(output, Stream.Null, error, _directory, TimeProvider.System) { Input = () => new StringReader(input) }, args);
        return new CommandOutput(code, output.ToString(), error.ToString());
    }

    private Task<int> RunAsync(CommandContext context, params string[] args) =>
        CommandLine.RunAsync([.. args, $"--Site:DataPath={Path.Combine(_directory, "data")}", "--Site:ContentPath=/no/such/folder", .. TestDatabase.Arguments(_database)], context);

    public sealed class OnSqlite : EditorCommandTests
    {
        [Theory]
        [InlineData("list")]
        [InlineData("remove", "ann")]
        [InlineData("password", "ann", "--password-stdin")]
        public async Task Without_a_database_there_is_nothing_to_change(params string[] args)
        {
            _database = TestDatabase.New(Path.Combine(_directory, "data", "site.db"), isMigrated: false);
            var said = await RunAsync(Password, ["editor", .. args]);

            Assert.Equal(2, said.ExitCode);
            Assert.Contains("There is no database", Assert.Single(said.ErrorLines));
            Assert.False(Directory.Exists(Path.Combine(_directory, "data")));
        }
    }

    public sealed class OnPostgreSql : EditorCommandTests;
}
