using System.Globalization;

namespace BackSpasmSite.Hosting;

/// <summary>
/// How many files and sockets the system lets this process have open. The runtime keeps two for each of its some 170 libraries, and a
/// library that can't be loaded for want of one stays missing until a restart. So connections get only what is left.
/// </summary>
internal static class FileDescriptorLimit
{
    /// <summary>What the site needs besides connections: libraries, some of which come with the first use, the database and the content.</summary>
    public const int Needed = 410;

    /// <summary>A socket, and the file or the database behind its request.</summary>
    private const int EachConnection = 2;

    /// <summary>With more than this, connections are the smaller part, and nothing is limited.</summary>
    private const int Plenty = 10_000;

    /// <summary>The limit, to which the runtime has raised its own; null where it is not known.</summary>
    public static int? Limit { get; } = ReadLimit();

    /// <summary>Why the site can't be served with so few, or null.</summary>
    public static string? WhyNot => Limit < Needed + EachConnection
        ? $"The system lets the site have {Limit} files and connections open, and it needs {Needed} before the first reader comes. Raise the limit to 1024 or more: ulimit -n 1024, or LimitNOFILE=1024 in the unit of systemd."
        : null;

    /// <summary>How many connections there may be at once; null for any number.</summary>
    public static long? Connections => Limit is { } limit and < Plenty ? (limit - Needed) / EachConnection : null;

    /// <summary>Loads now what requests would load later, when there may be no descriptor left for it.</summary>
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
