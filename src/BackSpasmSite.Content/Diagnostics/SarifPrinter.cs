using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>SARIF 2.1.0, which code hosts and editors show beside the line.</summary>
internal static class SarifPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        var found = diagnostics.ToList();
        List<string> codes = [.. found.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal)];
        JsonArray rules = [.. codes.Select(JsonNode (code) => Rule(code))];
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "BackSpasmSite", ["rules"] = rules } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. found.Select(JsonNode (diagnostic) => Result(diagnostic, codes.IndexOf(diagnostic.Code)))]),
            }),
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true })) log.WriteTo(writer);
        output.WriteLine(TerminalText.CleanJson(System.Text.Encoding.UTF8.GetString(bytes.ToArray())));
    }

    private static JsonObject Rule(string code)
    {
        var rule = new JsonObject { ["id"] = code };
        if (CodeGuide.Find(code) is not { } explanation) return rule;
        rule["fullDescription"] = new JsonObject { ["text"] = explanation.Meaning };
        rule["help"] = new JsonObject { ["text"] = explanation.Remedy };
        return rule;
    }

    private static JsonObject Result(Diagnostic diagnostic, int rule) => new JsonObject
    {
        ["ruleId"] = diagnostic.Code,
        ["ruleIndex"] = rule,
        ["level"] = diagnostic.Severity.Word(),
        ["message"] = new JsonObject { ["text"] = diagnostic.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = Address(diagnostic.Path) },
                ["region"] = new JsonObject { ["startLine"] = diagnostic.Line, ["startColumn"] = diagnostic.Column },
            },
        }),
    };

    /// <summary>SARIF wants an address: relative below the caller's directory, otherwise with <c>file:</c>.</summary>
    private static string Address(string path)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }
}
