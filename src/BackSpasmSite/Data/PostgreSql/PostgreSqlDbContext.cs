using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackSpasmSite.Data.PostgreSql;

/// <summary>Made to behave like SQLite, where texts are ordered by their bytes and may have any length.</summary>
internal sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : SiteDbContext(options)
{
    /// <summary>Otherwise the order would depend on how the server was set up.</summary>
    private const string ByBytes = "C";

    protected override (string Query, object Value) Numbers(long[] numbers, string parameter) => ($"SELECT unnest({parameter})", numbers);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Lengths are limited where texts come in. A limit that only one of the databases enforces would only be found out there.
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
