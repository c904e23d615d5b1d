using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackSpasmSite.Data.PostgreSql;

/// <summary>Made to behave like SQLite, where texts are ordered by their bytes and may have any length.</summary>
internal sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : SiteDbContext(options)
{
    /// <summary>Otherwise the order would depend on how the server was set up.</summary>
    private const string ByBytes = "C";

    protected override (string Query, object Value) Numbers(long[] numbers, string parameter) => ($"SELECT unnest({parameter})", numbers);

    public override Task<Dictionary<string, long>> LastNumbersAsync(CancellationToken cancellation) => Database
        .SqlQuery<LastNumber>(
            $"""
             SELECT owned.relname AS "Table", coalesce(CASE sequence.relkind WHEN 'S' THEN pg_sequence_last_value(sequence.oid) END, 0) AS "Number"
             FROM pg_class AS sequence JOIN pg_depend ON pg_depend.objid = sequence.oid AND pg_depend.deptype = 'i' JOIN pg_class AS owned ON owned.oid = pg_depend.refobjid
             WHERE sequence.relkind = 'S' AND owned.relnamespace = current_schema()::regnamespace
             """)
        .ToDictionaryAsync(last => last.Table, last => last.Number, cancellation);

    public override async Task ContinueNumbersAsync(IReadOnlyDictionary<string, long> last, CancellationToken cancellation)
    {
        foreach (var (table, number) in last.Where(last => last.Value > 0))
        {
            // The table's one numbered column; null if this version of the program has no such table.
            await Database.ExecuteSqlAsync(
                $"""
                 SELECT setval(pg_get_serial_sequence(quote_ident({table}), attname), {number}) FROM pg_attribute
                 WHERE attrelid = to_regclass(quote_ident({table})) AND attidentity <> ''
                 """,
                cancellation);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Lengths are limited where texts come in. A limit that only one of the databases enforces would show up only there.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())) property.SetMaxLength(null);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(ByBytes);
    }
}

/// <summary>Lets <c>dotnet ef</c> create the context without a site when it writes a migration.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlDbContext>
{
    public PostgreSqlDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}

/// <summary>
/// Replaces what PostgreSQL refuses in texts, U+0000 and halves of surrogate pairs, by U+FFFD. SQLite takes both, and a reader's report
/// must not fail because of a character that nobody sees.
/// </summary>
internal sealed class PostgreSqlText : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Clean(command, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Clean(command, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Clean(command, result));

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Clean(command, result);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Clean(command, result);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Clean(command, result);

    /// <summary>The same text if there is nothing to replace.</summary>
    public static string Clean(string text)
    {
        if (!text.Contains('\0') && IsWellFormed(text)) return text;
        var clean = new StringBuilder(text.Length);
        // Enumerating runes turns half a pair into U+FFFD.
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    private static T Clean<T>(DbCommand command, T result)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text) parameter.Value = Clean(text);
            else if (parameter.Value is IEnumerable<string?> texts) parameter.Value = texts.Select(one => one is null ? null : Clean(one)).ToArray();
        }

        return result;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return false;
        return true;
    }
}
