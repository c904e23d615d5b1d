using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BackSpasmSite.Data;

/// <summary>What <c>dotnet ef</c> works on when it writes a migration: the shape alone, without a site around it.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDatabase>
{
    public SqliteDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite("Data Source=design.db").Options);
}
