using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

internal static class FileNames
{
    /// <summary>False if the file is not to be read; reports what to call it.</summary>
    public static bool Validate(string path, DirectoryInfo directory, List<Diagnostic> diagnostics)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".md", StringComparison.Ordinal) && Slug.TryParse(name[..^3], out _))
        {
            if (WindowsNames.Validate(name) is { } reason) diagnostics.Add(FileDiagnostics.NotForWindows(path, reason));
            return true;
        }

        if (Stem(name) is not { } stem)
            diagnostics.Add(FileDiagnostics.NotRead(path));
        else if (!Slug.TryFrom(stem, out var slug))
            diagnostics.Add(FileDiagnostics.NoAddressIn(path));
        else if (name.Equals($"{slug}.md", StringComparison.OrdinalIgnoreCase) && HasTwin(directory, $"{slug}.md"))
            diagnostics.Add(FileDiagnostics.DiffersOnlyInCase(path, $"{slug}.md"));
        else
            diagnostics.Add(FileDiagnostics.NotAnAddress(path, $"{slug}.md"));
        return false;
    }

    /// <summary>Names that another machine can't hold are reported; the pictures are still read here.</summary>
    public static void CheckPictures(string folder, IEnumerable<string> names, List<Diagnostic> diagnostics)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (WindowsNames.Validate(name) is { } reason) diagnostics.Add(FileDiagnostics.NotForWindows($"{folder}/{name}", reason));
            if (!seen.TryAdd(name, name)) diagnostics.Add(FileDiagnostics.PicturesDifferOnlyInCase($"{folder}/{name}", seen[name]));
        }
    }

    /// <summary>Unlike <c>File.Exists</c>, which ignores case on some systems and would find the file itself.</summary>
    private static bool HasTwin(DirectoryInfo directory, string name) =>
        directory.EnumerateFiles().Any(file => file.Name == name);

    /// <summary>Without an extension that the author took for Markdown's; null for other files.</summary>
    private static string? Stem(string name)
    {
        string[] endings = [".md.txt", ".markdown", ".md"];
        var ending = endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return ending is null ? null : name[..^ending.Length];
    }
}

/// <summary>
/// Content is copied between machines, and on Windows a checkout fails as a whole because of one such name (Microsoft, “Naming Files,
/// Paths, and Namespaces”).
/// </summary>
internal static class WindowsNames
{
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <returns>Why Windows can't hold a file of this name; null if it can.</returns>
    public static string? Validate(string name)
    {
        // A device name stays reserved with any extension: con.md is the console, too.
        var stem = name.Split('.')[0].TrimEnd(' ');
        if (IsDevice(stem.ToLowerInvariant())) return $"Windows reserves the name “{stem}”, with any extension.";
        if (name.EndsWith('.') || name.EndsWith(' ')) return "Windows can't hold a name that ends in a dot or a space.";
        return name.FirstOrDefault(c => c < ' ' || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal)) is var wrong and not '\0'
            ? $"Windows can't hold a name with {(wrong < ' ' ? "a control character" : $"“{wrong}”")} in it."
            : null;
    }

    private static bool IsDevice(string stem) =>
        Devices.Contains(stem) || stem is ['c', 'o', 'm', var com] && IsPort(com) || stem is ['l', 'p', 't', var lpt] && IsPort(lpt);

    private static bool IsPort(char number) => number is (>= '0' and <= '9') or '¹' or '²' or '³';
}
