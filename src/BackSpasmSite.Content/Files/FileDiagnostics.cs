using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Found before a file's text is parsed.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic NotUtf8(SourceText readable, int offset) => readable.Error(offset, "ART001",
        "A byte here is not UTF-8. Save the file again with the encoding UTF-8.");

    public static Diagnostic Utf16(string path) => Error(path, "ART001",
        "The file is saved as UTF-16. Save it again as UTF-8: in Notepad choose Save as, then Encoding: UTF-8.");

    public static Diagnostic TooLarge(string path, long length, long most) => Error(path, "ART002",
        $"The file has {length / 1024:N0} KB; the limit is {most / 1024:N0} KB. Check that it is the right file. Split it, or move pictures to content/images.");

    public static Diagnostic ImportTooLarge(string path, long length, long most) => Error(path, "ART002",
        $"The file has {length / 1024:N0} KB; the limit is {most / 1024:N0} KB. Export the papers in several parts, or without their files and abstracts.");

    public static Diagnostic Empty(string path) => Error(path, "ART003",
        "The file is empty. Write it or delete it.");

    public static Diagnostic NotAnAddress(string path, string name) => Error(path, "ART004",
        $"The file's name can't be an address. Rename it to {name}");

    public static Diagnostic NoAddressIn(string path) => Error(path, "ART004",
        "The file's name can't be an address. Rename it with small letters a to z, digits and hyphens, such as heat-or-ice.md");

    public static Diagnostic DiffersOnlyInCase(string path, string other) => Error(path, "ART005",
        $"The name differs from {other} only in capitals. Give one of the two another name, in small letters.");

    public static Diagnostic LeadsOutside(string path) => Error(path, "ART006",
        "This is a link that leads out of the content folder, so it is not read. Put the file itself here.");

    public static Diagnostic NotAFile(string path, string kind) => Error(path, "ART024",
        $"This is {kind}, so it is not read. Put a file in its place, or remove it.");

    public static Diagnostic NotAFolder(string path) => Error(path, "ART024",
        "This should be a folder but is not, so nothing in it is read. Create a folder of that name, or remove it.");

    public static Diagnostic NotForWindows(string path, string reason) => new(path, 1, 1, "ART025", Severity.Warning,
        $"{reason} Rename it, so that the content can be copied to any machine.");

    /// <summary>Unlike articles, both pictures are shown if the disk can tell their names apart.</summary>
    public static Diagnostic PicturesDifferOnlyInCase(string path, string other) => new(path, 1, 1, "ART005", Severity.Warning,
        $"The name differs from {other} only in capitals, and many machines can't hold both. Give one of the two another name.");

    public static Diagnostic NotRead(string path) => new(path, 1, 1, "ART020", Severity.Warning,
        "This is not read: articles and pages are files that end in .md, directly in their folder, and pictures are files, not links to folders. Move or remove it.");

    /// <summary>An author may take such an export for the list of papers.</summary>
    public static Diagnostic NotTheBibliography(string path) => new(path, 1, 1, "ART034", Severity.Warning,
        "This export of a reference manager is not read: papers are in references.json. Import it (refs import), then move it out of the content folder.");

    public const string CannotReadCode = "ART021";

    public static Diagnostic OurFault(string path, Exception fault) => Error(path, "ART023",
        $"This file causes an error in the software itself ({fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}). Please report it, with the file.");

    public static Diagnostic CannotRead(string path, string reason) => Error(path, CannotReadCode,
        $"The file can't be read: {reason}");

    public static Diagnostic SameName(string path) => Error(path, "ART005",
        "Two files here have this name, written with different characters that look alike. Rename one of them.");

    public static Diagnostic NotAPicture(string path) => Error(path, "LNK006",
        "This can't be read as a picture. It should be a png, jpg, webp, avif, gif or svg file whose content fits its name; an svg needs a width and a height, or a viewBox.");

    public static Diagnostic TooManyPixels(string path, int width, int height) => new(path, 1, 1, "LNK009", Severity.Warning,
        $"The picture has {width:N0} × {height:N0} pixels, more than 50 million, which many phones can't show. Save it smaller: a width of 1600 pixels is plenty.");

    public static Diagnostic TellsThePlace(string path) => new(path, 1, 1, "LNK010", Severity.Warning,
        "The photograph contains the place where it was taken (GPS position), which every reader can see. Remove its EXIF and XMP data, or upload it at the desk, which does that.");

    /// <summary>A text of 256 KB can have 50,000 mistakes, which nobody reads: an honest file has a handful.</summary>
    public const int MostPerFile = 1_000;

    /// <summary>Says how many are left out, as an error if there are errors among them.</summary>
    public static void KeepFirst(string path, List<Diagnostic> diagnostics)
    {
        if (diagnostics.Count <= MostPerFile) return;
        var all = diagnostics.Count;
        diagnostics.Sort();
        var severity = diagnostics.Skip(MostPerFile).Any(diagnostic => diagnostic.Severity == Severity.Error) ? Severity.Error : Severity.Warning;
        diagnostics.RemoveRange(MostPerFile, all - MostPerFile);
        diagnostics.Add(new Diagnostic(path, 1, 1, "ART027", severity, $"{all} problems are in this file; the first {MostPerFile} are listed. Fix those, and check again."));
    }

    private static Diagnostic Error(string path, string code, string message) =>
        new(path, 1, 1, code, Severity.Error, message);
}
