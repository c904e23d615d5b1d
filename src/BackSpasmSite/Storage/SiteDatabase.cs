using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Storage;

/// <summary>
/// Everything the site remembers. Each room brings the shape of its own tables
/// (<see cref="IEntityTypeConfiguration{TEntity}"/>), so this room names none of them. One derived context a provider,
/// because each has migrations of its own.
/// </summary>
internal abstract class SiteDatabase(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys that sign the desk's cookies: with them here, a restart signs nobody out.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SiteDatabase).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
}
