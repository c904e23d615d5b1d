using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Reads whole files, and only ones that nobody is writing at the moment.</summary>
internal static class FileReader
{
    /// <summary>
    /// The bytes of a file, or null with the reason added to <paramref name="problems"/>.
    /// The length is checked before anything is read.
    /// </summary>
    /// <param name="most">The largest length in bytes.</param>
    public static byte[]? Read(ContentFile file, long most, ICollection<Problem> problems)
    {
        if (file.Refusal is { } refusal)
        {
            problems.Add(refusal);
            return null;
        }

        if (file.Stamp.Length > most)
        {
            problems.Add(FileProblems.TooLarge(file.Path, file.Stamp.Length, most));
            return null;
        }

        if (file.Unsaved is { } unsaved) return unsaved;
        try
        {
            return RegularFile.Read(file.FullPath, most);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(FileProblems.CannotRead(file.Path, failure.Message));
            return null;
        }
    }
}
