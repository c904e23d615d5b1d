using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Data;

/// <summary>
/// Everything the site remembers. Each room brings the shape of its own tables
/// (<see cref="IEntityTypeConfiguration{TEntity}"/>), so this room names none of them. One derived context a provider,
/// because each has migrations of its own.
/// </summary>
internal abstract class SiteDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys that sign the desk's cookies: with them here, a restart signs nobody out.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What <see cref="Holds"/> is called in a query.</summary>
    public const string HoldsName = "holds";

    /// <summary>
    /// In a query: whether these texts hold every word, whatever their case and accents, which <c>LIKE</c> does only for
    /// the letters of English.
    /// </summary>
    /// <param name="words"><see cref="SearchFunction.Words"/>.</param>
    public static bool Holds(string words, string? one, string? two, string? three, string? four) => throw new NotSupportedException("Only a database answers this.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => Holds("", null, null, null, null)).HasName(HoldsName).IsNullable(false);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SiteDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
}

/// <summary>
/// Times are UTC, in and out: SQLite forgets the kind, and PostgreSQL refuses any other. Not
/// <see cref="DateTimeOffset"/>, which SQLite cannot put in order.
/// </summary>
internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

/// <summary>The database in one file, which is what one small server needs.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : SiteDbContext(options);

/// <summary>What <c>dotnet ef</c> works on when it writes a migration: the shape alone, without a site around it.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design.db").Options);
}
