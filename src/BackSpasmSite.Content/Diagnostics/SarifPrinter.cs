using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>SARIF 2.1.0, which code hosts and editors show beside the line.</summary>
internal static class SarifPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        var found = diagnostics.ToList();
        JsonArray rules = [.. found.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal).Select(code => (JsonNode)new JsonObject { ["id"] = code })];
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "BackSpasmSite", ["rules"] = rules } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. found.Select(Result)]),
            }),
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true })) log.WriteTo(writer);
        output.WriteLine(TerminalText.CleanJson(System.Text.Encoding.UTF8.GetString(bytes.ToArray())));
    }

    private static JsonNode Result(Diagnostic diagnostic) => new JsonObject
    {
        ["ruleId"] = diagnostic.Code,
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
