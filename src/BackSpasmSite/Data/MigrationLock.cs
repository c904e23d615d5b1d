namespace BackSpasmSite.Data;

/// <summary>Held by the one program that changes the shape of a database. The system lets go of it when the program dies.</summary>
internal static class MigrationLock
{
    /// <exception cref="IOException">Another program holds it.</exception>
    public static FileStream Take(string database) =>
        // Never deleted: who opened it just before would hold a lock on a file that nobody else finds.
        new($"{database}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
