using System.Text.Json.Nodes;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public class BibliographyEditTests
{
    private static readonly JsonObject New = new() { ["id"] = "new-2020", ["title"] = "Über <i>x</i>", ["issued"] = new JsonObject { ["date-parts"] = new JsonArray(new JsonArray(2020, 1)) } };

    [Theory]
    // Indented by two spaces, by four, by tabs; Windows; Zotero's one line an entry; everything on one line; odd but valid.
    [InlineData("[\n  {\n    \"id\": \"a\",\n    \"title\": \"A\"\n  }\n]\n", "[\n  {\n    \"id\": \"a\",\n    \"title\": \"A\"\n  },\n  {\n    \"id\": \"new-2020\",\n    \"title\": \"Über <i>x</i>\",\n    \"issued\": {\n      \"date-parts\": [\n        [\n          2020,\n          1\n        ]\n      ]\n    }\n  }\n]\n")]
    [InlineData("[\r\n\t{\r\n\t\t\"id\": \"a\"\r\n\t}\r\n]", "[\r\n\t{\r\n\t\t\"id\": \"a\"\r\n\t},\r\n\t{\r\n\t\t\"id\": \"new-2020\",\r\n\t\t\"title\": \"Über <i>x</i>\",\r\n\t\t\"issued\": {\r\n\t\t\t\"date-parts\": [\r\n\t\t\t\t[\r\n\t\t\t\t\t2020,\r\n\t\t\t\t\t1\r\n\t\t\t\t]\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n]")]
    [InlineData("[\n\t{\"id\":\"a\"},\n\t{\"id\":\"b\"}\n]", "[\n\t{\"id\":\"a\"},\n\t{\"id\":\"b\"},\n\t{\"id\":\"new-2020\",\"title\":\"Über <i>x</i>\",\"issued\":{\"date-parts\":[[2020,1]]}}\n]")]
    [InlineData("\uFEFF[ ]", "\uFEFF[\n  {\n    \"id\": \"new-2020\",\n    \"title\": \"Über <i>x</i>\",\n    \"issued\": {\n      \"date-parts\": [\n        [\n          2020,\n          1\n        ]\n      ]\n    }\n  }\n ]")]
    public void An_entry_is_added_in_the_file_s_own_style(string before, string after)
    {
        var text = TextEdit.Apply(before, new BibliographyEdit(before).Append([New]));

        Assert.Equal(after, text);
        JsonNode.Parse(text.TrimStart('\uFEFF'));
    }

    [Theory]
    [InlineData("[{\"id\": \"a\", \"x\": 1}]", "[{\"id\": \"a\", \"x\": 1, \"DOI\": \"10.1\", \"custom\": {\"evidence\":\"cohort\"}}]")]
    [InlineData("[{\"id\":\"a\",\"DOI\":null,\"custom\":{}}]", "[{\"id\":\"a\",\"DOI\":\"10.1\",\"custom\":{\"evidence\":\"cohort\"}}]")]
    [InlineData("[{\"id\":\"a\",\"DOI\":\"mine\",\"custom\":{\"finding\":\"F, {x}\",\"other\":[1]}}]", "[{\"id\":\"a\",\"DOI\":\"mine\",\"custom\":{\"finding\":\"F, {x}\",\"other\":[1],\"evidence\":\"cohort\"}}]")]
    [InlineData("[\n  {\n    \"id\": \"a\",\n    \"custom\": {\n      \"finding\": \"F\"\n    }\n  }\n]", "[\n  {\n    \"id\": \"a\",\n    \"custom\": {\n      \"finding\": \"F\",\n      \"evidence\": \"cohort\"\n    },\n    \"DOI\": \"10.1\"\n  }\n]")]
    [InlineData("[{ }]", "[{\"DOI\": \"10.1\",\"custom\": {\"evidence\":\"cohort\"} }]")]
    public void Missing_fields_are_filled_and_no_other_is_touched(string before, string after) =>
        Assert.Equal(after, TextEdit.Apply(before, new BibliographyEdit(before).Fill(0, new JsonObject { ["DOI"] = "10.1", ["custom"] = new JsonObject { ["evidence"] = "cohort" } })));

    [Theory]
    [InlineData("[{\"id\": \"a\", \"custom\": {\"evidence\": \"x\", \"finding\": \"old \\\" }\", \"n\": 1}}]", "It helps.", "[{\"id\": \"a\", \"custom\": {\"evidence\": \"x\", \"finding\": \"It helps.\", \"n\": 1}}]")]
    [InlineData("[{\"id\": \"a\", \"custom\": {\"evidence\": \"x\", \"finding\": \"old\"}}]", null, "[{\"id\": \"a\", \"custom\": {\"evidence\": \"x\"}}]")]
    [InlineData("[{\"id\": \"a\", \"custom\": {\"finding\": \"old\", \"n\": 1}}]", null, "[{\"id\": \"a\", \"custom\": {\"n\": 1}}]")]
    [InlineData("[{\"id\": \"a\", \"custom\": {\"finding\": \"old\"}, \"z\": 1}]", null, "[{\"id\": \"a\", \"z\": 1}]")]
    [InlineData("[{\"id\": \"a\"}]", "New \\ \"x\"", "[{\"id\": \"a\",\"custom\": {\"finding\":\"New \\\\ \\\"x\\\"\"}}]")]
    [InlineData("[{\"id\": \"a\"}]", null, "[{\"id\": \"a\"}]")]
    public void A_finding_is_set_and_removed(string before, string? finding, string after) =>
        Assert.Equal(after, TextEdit.Apply(before, new BibliographyEdit(before).SetCustom(0, "finding", finding)));

    [Theory]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("")]
    public void Anything_but_a_list_is_refused(string text) => Assert.Throws<FormatException>(() => new BibliographyEdit(text));
}
