using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles.Files;

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
        if (file.Stamp.Length > most)
        {
            problems.Add(FileProblems.TooLarge(file.Path, file.Stamp.Length, most));
            return null;
        }

        if (file.Unsaved is { } unsaved) return unsaved;
        try
        {
            return File.ReadAllBytes(file.FullPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(FileProblems.CannotRead(file.Path, failure.Message));
            return null;
        }
    }
}
