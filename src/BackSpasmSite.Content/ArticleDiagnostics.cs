using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

internal static class ArticleDiagnostics
{
    public static Diagnostic NoFrontMatter(SourceText source) => source.Error(0, "ART007",
        "There is no front matter. The file should begin with a line of three hyphens, lines such as title: \"Heat or ice\", and a second line of three hyphens.");

    public static Diagnostic FrontMatterNotClosed(SourceText source) => source.Error(0, "ART007",
        "The front matter is not closed. Put a line of three hyphens after its last key, before the text.");

    public static Diagnostic ModifiedTooEarly(YamlText yaml, int offset, DateOnly published) =>
        yaml.Source.Error(offset, "ART014", $"“modified” is before “published” ({published:yyyy-MM-dd}). Correct one of the two dates.");

    public static Diagnostic InTheFuture(SourceText source, int offset, string key, DateOnly date) => source.Error(offset, "ART014",
        $"The date of “{key}” is in the future ({date:yyyy-MM-dd}). Write the day on which it was done.");

    /// <summary>ART032: search engines cut off what is longer.</summary>
    public static Diagnostic TooLongForSearch(YamlText yaml, int offset, string key, int length, int most) => yaml.Source.Warning(offset, "ART032",
        $"The {key} has {length} characters. Search engines show about {most - 10} to {most} and cut off the rest: shorten it, or put what matters first and make it at most {most}.");

    /// <summary>ART033: more often a wrong year than a plan.</summary>
    public static Diagnostic FarAhead(SourceText source, int offset, DateOnly date) => source.Warning(offset, "ART033",
        $"“published” is more than a year ahead ({date:yyyy-MM-dd}), so readers will not see this article before then. Check the year.");

    public static Diagnostic UnknownPerson(SourceText source, int offset, string key, IEnumerable<string> people) =>
        source.Error(offset, "ART015", $"“{key}” is not a key in people.yaml.{DidYouMean.Hint(key, people)} Add the person there first.");

    public static Diagnostic TooDeep(SourceText source, int offset) => source.Error(offset, "ART018",
        "The text is nested too deeply to be read. Remove some of the quotes, lists or marks inside each other.");

    public static Diagnostic ShadowsBuiltIn(SourceText source, Slug slug) => source.Error(0, "ART004",
        $"The address /{slug} belongs to the software. Give the file another name.");

    public static Diagnostic NoOldAddress(SourceText source, int offset, string address) => source.Error(offset, "ART012",
        $"“{(address.Length <= 80 ? address : $"{address[..80]}…")}” in “redirects” can't be an old address of this site. Write a path such as /old-address: it begins with one slash and has no //, no part that is “.” or “..”, and no ? or #.");

    public static Diagnostic RedirectTaken(SourceText source, int offset, string address, string owner) => source.Error(offset, "LNK008",
        $"The old address “{address}” belongs to {owner}, so it can't lead here. Remove it from “redirects”.");

    public static Diagnostic UnknownReference(SourceText source, int offset, string id, IEnumerable<string> ids) =>
        source.Error(offset, "REF006", $"“{id}” is not an id in references.json.{DidYouMean.Hint(id, ids)}");

    public static Diagnostic ReferenceTwice(SourceText source, int offset, string id) => source.Error(offset, "REF007",
        $"“{id}” is in this list twice, so it would have two numbers. Remove one.");

    public static Diagnostic NeverCited(SourceText source, int offset, string id, int number) => source.Warning(offset, "CIT005",
        $"No sentence cites “{id}”, number {number}. If a paper was put into this list by hand, or moved, other numbers may now mean the wrong papers: undo that, and use “refs insert”. " +
        $"Otherwise write ({number}) after the sentence it supports, or take it out with “refs remove”.");
}
