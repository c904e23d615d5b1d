using System.CommandLine;
using System.CommandLine.Parsing;
using BackSpasmSite.Content;

namespace BackSpasmSite.Cli;

/// <summary>An option whose value is a date in ISO format.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Named(string name, string description) =>
        new(name) { Description = description, HelpName = "DATE", CustomParser = Parse };

    private static DateOnly? Parse(ArgumentResult typed)
    {
        if (IsoDate.Parse(typed.Tokens[0].Value) is { } day) return day;
        typed.AddError($"“{typed.Tokens[0].Value}” is not a date. Write it as 2026-11-24.");
        return null;
    }
}
