using System.Globalization;

namespace BackSpasmSite.Hosting;

/// <summary>
/// The limit on files and sockets. The runtime keeps two for each of about 170 libraries, and a library that can't be loaded because none
/// is free stays missing until a restart. So connections get only the rest.
/// </summary>
internal static class FileDescriptorLimit
{
    /// <summary>For libraries, some loaded on first use, the database and the content.</summary>
    public const int Needed = 440;

    /// <summary>A socket, and the file or the database behind its request.</summary>
    private const int EachConnection = 2;

    /// <summary>With more than this, connections are not limited.</summary>
    private const int Plenty = 10_000;

    /// <summary>The runtime has raised it as far as it may; null if unknown.</summary>
    public static int? Limit { get; } = ReadLimit();

    public static string? WhyNot => Limit < Needed + EachConnection
        ? $"The system lets the site open {Limit} files and connections, and it needs {Needed} before it serves the first reader. Raise the limit to 1024 or more: ulimit -n 1024, or LimitNOFILE=1024 in the systemd unit."
        : null;

    public static long? Connections => Limit is { } limit and < Plenty ? (limit - Needed) / EachConnection : null;

    /// <summary>For libraries that requests would load later, when there may be no descriptor left.</summary>
    public static void LoadEarly()
    {
        string[] late =
        [
            "AngleSharp", "DiffPlex", "MailKit", "QRCoder", "System.Text.Encoding.CodePages",
            "Microsoft.AspNetCore.Cryptography.KeyDerivation", "Microsoft.AspNetCore.Http.Results",
        ];
        if (Connections is null) return;
        foreach (var library in late) System.Reflection.Assembly.Load(library);
    }

    private static int? ReadLimit()
    {
        const string Line = "Max open files";
        if (!OperatingSystem.IsLinux() || !File.Exists("/proc/self/limits")) return null;
        var words = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && int.TryParse(soft, NumberStyles.None, null, out var limit) ? limit : null;
    }
}
