using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Storage;

/// <summary>The database in one file, which is what one small server needs.</summary>
internal sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : SiteDatabase(options);
