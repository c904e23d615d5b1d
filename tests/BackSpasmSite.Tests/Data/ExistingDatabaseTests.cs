using BackSpasmSite.Tests.Cli;

namespace BackSpasmSite.Tests.Data;

/// <summary>What the verbs that read the database say if there is none they can use.</summary>
public sealed class ExistingDatabaseTests : IDisposable
{
    private readonly DatabaseOnDisk _database = new();

    public static TheoryData<string> Verbs => ["feedback list", "feedback export", "feedback export --format json", "backup backup.db"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_database_that_is_not_there_is_not_made(string verb)
    {
        File.Delete(_database.File);
        await CouldNotRunAsync("There is no database", verb);

        Directory.Delete(_database.DataPath, recursive: true);
        await CouldNotRunAsync("--Site:DataPath", verb);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_database_of_another_version_is_left_as_it_is(string verb)
    {
        _database.Execute("INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Later', '99.0.0')");
        await CouldNotRunAsync("is newer than this program", verb);

        _database.Execute("DELETE FROM __EFMigrationsHistory");
        await CouldNotRunAsync("Start the site once", verb);

        await File.WriteAllBytesAsync(_database.File, [], TestContext.Current.CancellationToken);
        await CouldNotRunAsync("Start the site once", verb);
        Assert.Equal(0, new FileInfo(_database.File).Length);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_file_that_is_no_database_is_named(string verb)
    {
        await File.WriteAllTextAsync(_database.File, new string('x', 5000), TestContext.Current.CancellationToken);

        await CouldNotRunAsync($"The database {_database.File} cannot be read", verb);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_wrong_database_setting_is_named(string verb) =>
        await CouldNotRunAsync("Database:Provider: ", $"{verb} --Database:Provider=Oracle");

    public void Dispose() => _database.Dispose();

    private async Task CouldNotRunAsync(string reason, string verb)
    {
        var before = _database.Files();

        var said = await CommandOutput.ByAsync(_database.Folder, verb.Split(' '));

        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Contains(reason, Assert.Single(said.ErrorLines));
        Assert.Equal(before, _database.Files());
    }
}
