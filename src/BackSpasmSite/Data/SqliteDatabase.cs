using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Data;

/// <summary>The database in one file, which is what one small server needs.</summary>
internal sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : SiteDatabase(options);
