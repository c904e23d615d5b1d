using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Data;

/// <summary>
/// Everything the site stores. Each folder configures its own tables
/// (<see cref="IEntityTypeConfiguration{TEntity}"/>), so none is named here. There is one derived context for each provider,
/// because each has its own migrations.
/// </summary>
internal abstract class SiteDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys that protect the desk's cookies. Stored here, so that a restart signs nobody out.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The SQL name of <see cref="Holds"/>.</summary>
    public const string HoldsName = "holds";

    /// <summary>
    /// In a query: whether these texts contain every word, ignoring case and accents, which <c>LIKE</c> does only for
    /// ASCII letters.
    /// </summary>
    /// <param name="words"><see cref="SearchFunction.Words"/>.</param>
    public static bool Holds(string words, string? one, string? two, string? three, string? four) => throw new NotSupportedException("This can only be used in a query.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => Holds("", null, null, null, null)).HasName(HoldsName).IsNullable(false);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SiteDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
}

/// <summary>
/// Stores and reads times as UTC: SQLite loses the kind, and PostgreSQL accepts no other. Not
/// <see cref="DateTimeOffset"/>, which SQLite cannot sort.
/// </summary>
internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

/// <summary>The SQLite database: one file, which is all that one small server needs.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : SiteDbContext(options);

/// <summary>Lets <c>dotnet ef</c> create the context without a site when it writes a migration.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design.db").Options);
}
