using System.Text.RegularExpressions;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>Reads RIS strictly: every line has a tag and ends with CR and LF, TY comes first and ER last.</summary>
internal static partial class RisReader
{
    public static IReadOnlyList<ILookup<string, string>> Read(string file)
    {
        Assert.DoesNotMatch(@"(?<!\r)\n|\r(?!\n)", file);
        return
        [
            .. file.Split("ER  - \r\n")[..^1].Select(entry =>
            {
                var lines = entry.TrimStart('\r', '\n').Split("\r\n")[..^1].Select(line => Line().Match(line)).ToList();
                Assert.All(lines, line => Assert.True(line.Success));
                Assert.Equal("TY", lines[0].Groups[1].Value);
                return lines.ToLookup(line => line.Groups[1].Value, line => line.Groups[2].Value);
            }),
        ];
    }

    [GeneratedRegex(@"^([A-Z][A-Z0-9])  - (\S(?:.*\S)?)$")]
    private static partial Regex Line();
}
