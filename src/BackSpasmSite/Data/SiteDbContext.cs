using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Data;

/// <summary>Each folder configures its own tables, so none is named here. Each provider has a derived context with its own migrations.</summary>
internal abstract class SiteDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>Stored here, so that a restart signs nobody out of the desk.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public const string HoldsName = "holds";

    /// <summary>In a query: whether the texts contain every word, ignoring case and accents, which <c>LIKE</c> does only for ASCII.</summary>
    /// <param name="words"><see cref="SearchFunction.Words"/>.</param>
    public static bool Holds(string words, string? one, string? two, string? three, string? four) => throw new NotSupportedException("This can only be used in a query.");

    /// <summary>Executes SQL in which <c>IN (@numbers)</c> stands for these, however many.</summary>
    public Task<int> ExecuteAsync(FormattableString sql, long[] numbers)
    {
        var (query, value) = Numbers(numbers, $"{{{sql.ArgumentCount}}}");
        return Database.ExecuteSqlAsync(FormattableStringFactory.Create(sql.Format.Replace("@numbers", query, StringComparison.Ordinal), [.. sql.GetArguments(), value]));
    }

    /// <param name="parameter">Stands for the value.</param>
    protected abstract (string Query, object Value) Numbers(long[] numbers, string parameter);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => Holds("", null, null, null, null)).HasName(HoldsName).IsNullable(false);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SiteDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
}

/// <summary>SQLite loses the kind, and PostgreSQL accepts only UTC. Not <see cref="DateTimeOffset"/>, which SQLite cannot sort.</summary>
internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : SiteDbContext(options)
{
    /// <summary>As one JSON value, because SQLite takes no more than 32,766 parameters.</summary>
    protected override (string Query, object Value) Numbers(long[] numbers, string parameter) =>
        ($"SELECT \"value\" FROM json_each({parameter})", JsonSerializer.Serialize(numbers));
}

/// <summary>Lets <c>dotnet ef</c> create the context without a site when it writes a migration.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design.db").Options);
}
