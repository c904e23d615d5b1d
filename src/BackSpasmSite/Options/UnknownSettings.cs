using System.Reflection;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Options;

/// <summary>Finds settings that nothing reads because their names are misspelt.</summary>
internal static class UnknownSettings
{
    private const string Connections = "ConnectionStrings";

    /// <summary>What each section of ours may hold, read from the options types: those with a constant named <c>Section</c>.</summary>
    private static readonly Dictionary<string, string[]> Known = typeof(UnknownSettings).Assembly.GetTypes()
        .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        .Where(options => options.Type.Name.EndsWith("Options", StringComparison.Ordinal) && options.Section is { IsLiteral: true })
        .ToDictionary(
            options => (string)options.Section!.GetRawConstantValue()!,
            options => options.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null)
                // Said under the framework's own name.
                .Select(property => property.Name).Where(name => (options.Type, name) != (typeof(DatabaseOptions), nameof(DatabaseOptions.ConnectionString)))
                .ToArray(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>One line for each, which begins with the key as it was given.</summary>
    public static IEnumerable<string> Of(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren().OrderBy(section => section.Key, StringComparer.Ordinal))
        {
            if (Known.TryGetValue(section.Key, out var names))
            {
                foreach (var setting in section.GetChildren().Where(setting => !names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)))
                    yield return $"{setting.Path}: there is no such setting, so it does nothing. {InSection(section.Key, setting.Key, names)}";
            }
            else if (section.Key.Equals(Connections, StringComparison.OrdinalIgnoreCase))
            {
                // Other programs on the machine may have connections of their own.
                foreach (var setting in section.GetChildren().Where(setting => IsSlip(setting.Key)))
                    yield return $"{setting.Path}: there is no such setting, so it does nothing. Did you mean “{Connections}:{DatabaseOptions.Connection}”?";
            }
            else if (Meant(section) is { } meant)
            {
                yield return $"{meant.Key}: there is no such setting, so it does nothing. Did you mean “{meant.Likely}”?";
            }
        }
    }

    private static string InSection(string section, string key, string[] names)
    {
        if (section.Equals(DatabaseOptions.Section, StringComparison.OrdinalIgnoreCase) && Likely(key, [nameof(DatabaseOptions.ConnectionString)]) is not null)
            return $"Did you mean “{Connections}:{DatabaseOptions.Connection}”?";
        return Likely(key, names) is { } meant
            ? $"Did you mean “{SectionName(section)}:{meant}”?"
            : $"The settings of {SectionName(section)} are {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>
    /// A section whose name is a slip and that holds something of ours; or a key with <c>_</c>, <c>.</c> or <c>-</c> where
    /// <c>__</c> or <c>:</c> should be. Everything in the environment comes by here, so both the section and the name have to fit.
    /// </summary>
    private static (string Key, string Likely)? Meant(IConfigurationSection section)
    {
        string[] ours = [.. Known.Keys, Connections];
        if (DidYouMean.To(section.Key, ours) is { } name)
        {
            string[] names = name == Connections ? [DatabaseOptions.Connection] : Known[name];
            foreach (var setting in section.GetChildren())
                if (Likely(setting.Key, names) is { } meant) return (setting.Path, $"{name}:{meant}");
        }

        if (section.Value is null) return null;
        foreach (var known in ours.Where(known => section.Key.Length > known.Length + 1 && section.Key.StartsWith(known, StringComparison.OrdinalIgnoreCase) && section.Key[known.Length] is '_' or '.' or '-'))
        {
            string[] names = known == Connections ? [DatabaseOptions.Connection] : Known[known];
            if (Likely(section.Key[(known.Length + 1)..].Trim('_'), names) is { } meant) return (section.Key, $"{known}__{meant}");
        }

        return null;
    }

    private static bool IsSlip(string key) =>
        !key.Equals(DatabaseOptions.Connection, StringComparison.OrdinalIgnoreCase) && Likely(key, [DatabaseOptions.Connection]) is not null;

    /// <summary>The nearest name; in a short one, two letters that changed places are a slip too.</summary>
    private static string? Likely(string key, string[] names) => DidYouMean.To(key, names) ?? Array.Find(names, name => Letters(name) == Letters(key));

    private static string Letters(string name) => string.Concat(name.ToUpperInvariant().Order());

    private static string SectionName(string section) => Known.Keys.First(known => known.Equals(section, StringComparison.OrdinalIgnoreCase));
}
