namespace BackSpasmSite.Cli;

/// <summary>Separates settings from a verb's own options: only the names of settings, apart from the host's, contain a colon.</summary>
internal static class SettingArguments
{
    private static readonly string[] OfTheHost = ["environment", "urls", "http_ports", "https_ports"];

    /// <summary>Splits the arguments into settings, as <c>--Key=value</c>, and others, both in their order.</summary>
    public static (string[] Settings, string[] Others) Split(string[] args)
    {
        var settings = new List<string>();
        var others = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--")
            {
                others.AddRange(args[i..]);
                break;
            }

            if (!IsSetting(args[i])) others.Add(args[i]);
            else if (args[i].Contains('=')) settings.Add(args[i]);
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) settings.Add($"{args[i]}={args[++i]}");
            else others.Add(args[i]);
        }

        return ([.. settings], [.. others]);
    }

    /// <summary>The first argument that serve doesn't understand: one that is not an option, or an option without a value.</summary>
    public static string? FirstStray(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].Length == 2) return args[i];
            if (args[i].Contains('=')) continue;
            if (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)) return args[i - 1];
        }

        return null;
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return false;
        var name = argument.Split('=', 2)[0][2..];
        return name.Contains(':') || OfTheHost.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
