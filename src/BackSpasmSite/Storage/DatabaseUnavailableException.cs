using System.Data.Common;

namespace BackSpasmSite.Storage;

/// <summary>The database cannot take or give anything now: locked, full, read-only, damaged or not there.</summary>
internal sealed class DatabaseUnavailableException : Exception
{
    public DatabaseUnavailableException(string reason)
        : base(reason)
    {
    }

    public DatabaseUnavailableException(Exception cause)
        : base(Reason(cause), cause)
    {
    }

    /// <summary>Whether it is the database's doing, also where a library wrapped what the database said.</summary>
    public static bool Explains(Exception failure) =>
        failure is DatabaseUnavailableException or DbException || (failure.InnerException is { } inner && Explains(inner));

    /// <summary>In one line: what Entity Framework says only points to what the database said.</summary>
    public static string Reason(Exception cause) => cause.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
}
