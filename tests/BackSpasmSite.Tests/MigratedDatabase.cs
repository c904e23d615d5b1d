using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests;

/// <summary>An empty database with every migration applied, made once per run, because copying a file is much faster than migrating.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Template = new(Migrate);

    /// <summary>Puts a copy where there is no file yet, with the permissions that the site would give it.</summary>
    public static void CopyTo(string file)
    {
        if (File.Exists(file)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Template.Value);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static byte[] Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("backspasm-");
        try
        {
            var file = Path.Combine(folder.FullName, "site.db");
            using (var context = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options))
            {
                context.Database.Migrate();
                context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL;");
            }

            return File.ReadAllBytes(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
