namespace BackSpasmSite.Content.Files;

internal static class WriteFailure
{
    /// <summary>The error number of Linux and macOS.</summary>
    private const int FileTooLarge = 27;

    /// <summary>What .NET makes of EFBIG: a limit on the size of files, or a disk that has one.</summary>
    public static bool IsFileTooLarge(Exception failure) => failure is ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The exception to throw if <see cref="IsFileTooLarge"/>.</summary>
    public static IOException OfFileTooLarge(Exception failure) => new("The system does not allow a file of this size.", failure) { HResult = FileTooLarge };

    /// <summary>Anything else is a bug.</summary>
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <param name="who">Who lacks a permission: the site for editors, “You have” for the caller of a command.</param>
    public static string Cause(Exception failure, string who = "The site has") => failure switch
    {
        PathTooLongException => "The file’s name is too long.",
        // The system's own error number, as .NET passes it on; Windows adds a prefix.
        IOException { HResult: 28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) } => "There is no space left on the disk. Free some, then try again.",
        IOException { HResult: 122 or 69 } => "The disk quota is used up. Free some space, then try again.",
        IOException { HResult: 30 or unchecked((int)0x80070013) } => "The disk is mounted read-only.",
        IOException { HResult: FileTooLarge } => "The system does not allow a file of this size.",
        IOException { HResult: 36 or 63 } => "The file’s name is too long.",
        UnauthorizedAccessException { InnerException: IOException { HResult: 30 } } => "The disk is mounted read-only.",
        UnauthorizedAccessException => $"{who} no permission to write there.",
        DirectoryNotFoundException => "The folder is not there.",
        _ => failure.Message.ReplaceLineEndings(" "),
    };
}
