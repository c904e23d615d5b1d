using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Data;

/// <summary>
/// Everything the site remembers. Each room brings the shape of its own tables
/// (<see cref="IEntityTypeConfiguration{TEntity}"/>), so this room names none of them. One derived context a provider,
/// because each has migrations of its own.
/// </summary>
internal abstract class SiteDatabase(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys that sign the desk's cookies: with them here, a restart signs nobody out.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What <see cref="Holds"/> is called in a query.</summary>
    public const string HoldsName = "holds";

    /// <summary>
    /// In a query: whether these texts hold every word, whatever their case and accents, which <c>LIKE</c> does only for
    /// the letters of English.
    /// </summary>
    /// <param name="words"><see cref="FoldedText.Words"/>.</param>
    public static bool Holds(string words, string? one, string? two, string? three, string? four) => throw new NotSupportedException("Only a database answers this.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => Holds("", null, null, null, null)).HasName(HoldsName).IsNullable(false);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SiteDatabase).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
}
