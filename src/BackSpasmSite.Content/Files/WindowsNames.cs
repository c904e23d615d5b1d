namespace BackSpasmSite.Content.Files;

/// <summary>
/// Content is copied between machines, and on Windows a checkout fails as a whole because of one such name (Microsoft, “Naming Files,
/// Paths, and Namespaces”).
/// </summary>
internal static class WindowsNames
{
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <returns>Why Windows can't hold a file of this name; null if it can.</returns>
    public static string? Refuse(string name)
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
