using System.Text.RegularExpressions;

namespace BackSpasmSite.Tests;

/// <summary>The house rules of src/README.md, read from the source itself.</summary>
public sealed partial class ArchitectureTests
{
    private const string Everything = "*";

    /// <summary>Who may use whom, and who may know HTTP: “endpoint” means in files or folders named for an endpoint only.</summary>
    private static readonly Dictionary<string, (string[] Uses, string Http)> Rooms = new()
    {
        ["Problems"] = ([], "no"),
        ["Storage"] = ([], "no"),
        ["Citations"] = (["Problems"], "no"),
        ["Articles"] = (["Problems", "Citations"], "no"),
        ["Trust"] = (["Articles", "Citations", "Problems"], "no"),
        ["Authoring"] = (["Articles", "Citations", "Trust", "Problems"], "no"),
        ["Search"] = (["Articles"], "no"),
        ["Clients"] = ([], "no"),
        ["Mail"] = (["Storage"], "no"),
        ["Audit"] = (["Storage"], "no"),
        ["Feedback"] = (["Articles", "Clients", "Mail", "Storage"], "endpoint"),
        ["Editors"] = (["Audit", "Storage"], "endpoint"),
        ["Desk"] = (["Feedback", "Authoring", "Articles", "Citations", "Trust", "Editors", "Mail", "Audit", "Storage", "Problems"], "endpoint"),
        ["Feeds"] = (["Articles", "Trust", "Citations"], "yes"),
        ["Delivery"] = (["Articles", "Trust", "Citations"], "yes"),
        ["Pages"] = ([Everything, "!Commands", "!Delivery"], "yes"),
        ["Commands"] = ([Everything, "!Pages"], "to start"),
    };

    [Fact]
    public void Every_folder_is_a_room_of_the_house()
    {
        var unknown = Repository.Sources(".cs", ".cshtml").Select(file => RoomOf(file.Path))
            .Where(room => room is not ("" or "Properties" or "wwwroot") && !Rooms.ContainsKey(room)).Distinct();

        Assert.Empty(unknown);
    }

    [Fact]
    public void No_folder_is_a_drawer_for_odds_and_ends()
    {
        string[] drawers = ["Common", "Shared", "Helpers", "Utils", "Core", "Services", "Models", "Extensions"];

        Assert.Empty(Repository.Sources(".cs").Where(file => file.Path.Split('/').SkipLast(1).Intersect(drawers).Any()).Select(file => file.Path));
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        var wrong = from file in Repository.Sources(".cs")
                    let declared = Namespace().Match(file.Text).Groups[1].Value
                    let folder = string.Join('.', file.Path.Split('/').SkipLast(1).Prepend("BackSpasmSite"))
                    where declared != folder && !file.Path.StartsWith("Storage/Migrations/", StringComparison.Ordinal) && file.Path != "Program.cs"
                    select $"{file.Path} declares “{declared}”";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_room_uses_only_the_rooms_it_may()
    {
        var types = Repository.Sources(".cs")
            .ToLookup(file => RoomOf(file.Path), file => Path.GetFileNameWithoutExtension(file.Path).Split('.')[0]);
        var wrong = from file in Repository.Sources(".cs", ".cshtml")
                    let room = RoomOf(file.Path)
                    // A migration names the types it was made from, and nobody writes it by hand.
                    where Rooms.ContainsKey(room) && !file.Path.StartsWith("Storage/Migrations/", StringComparison.Ordinal)
                    from used in Rooms.Keys.Where(other => other != room && Mentions(file.Text, other, types[other]))
                    where !MayUse(room, used)
                    select $"{file.Path} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_room_without_HTTP_does_not_know_it()
    {
        var wrong = from file in Repository.Sources(".cs")
                    where Rooms.ContainsKey(RoomOf(file.Path)) && !file.Path.StartsWith("Storage/Migrations/", StringComparison.Ordinal)
                    let rule = Rooms[RoomOf(file.Path)].Http
                    let found = rule == "to start" ? RequestWord().Match(Code(file.Text)) : HttpWord().Match(Code(file.Text))
                    where found.Success && rule != "yes" && !(rule == "endpoint" && file.Path.Contains("Endpoint", StringComparison.Ordinal))
                    select $"{file.Path} knows {found.Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Rooms_do_not_reach_up_to_the_site()
    {
        var wrong = from file in Repository.Sources(".cs")
                    where RoomOf(file.Path) is not ("" or "Commands") && SiteWord().IsMatch(Code(file.Text))
                    select file.Path;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Time_comes_from_the_time_provider()
    {
        var wrong = Repository.Sources(".cs", ".cshtml").Where(file => Clock().IsMatch(Code(file.Text))).Select(file => file.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_test_waits_for_a_while()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        Assert.DoesNotContain(tests, file => Waiting().IsMatch(Code(File.ReadAllText(file))));
    }

    [Fact]
    public void Every_code_of_check_is_explained_to_authors_and_no_other()
    {
        var used = Repository.Sources(".cs").SelectMany(file => QuotedCode().Matches(file.Text)).Select(match => match.Groups[1].Value);
        var explained = ExplainedCode().Matches(File.ReadAllText(Path.Combine(Repository.Root, "content", "README.md"))).Select(match => match.Value);

        Assert.Equal(used.Distinct().Order(), explained.Distinct().Order());
    }

    private static string RoomOf(string path) => path.Contains('/') ? path.Split('/')[0] : "";

    private static bool MayUse(string room, string used)
    {
        var uses = Rooms[room].Uses;
        return uses.Contains(used) || (uses.Contains(Everything) && !uses.Contains($"!{used}"));
    }

    /// <summary>By its full name, or as “Articles.Edition”, which needs no using below our own namespace.</summary>
    private static bool Mentions(string text, string room, IEnumerable<string> types)
    {
        var code = Code(text);
        return Regex.IsMatch(code, $@"\bBackSpasmSite\.{room}\b") ||
               Regex.IsMatch(code, $@"(?<![\w.]){room}\.(?:{string.Join('|', types.Distinct().Select(Regex.Escape).DefaultIfEmpty("-"))})\b");
    }

    /// <summary>A comment may name anything.</summary>
    private static string Code(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"^\s*//.*$|(?<=\s)//\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    /// <summary>Identity and Data Protection only share the prefix: they know accounts and keys, and no requests.</summary>
    [GeneratedRegex(@"Microsoft\.AspNetCore\.(?!Identity\b|DataProtection\b)\S*|\b(?:HttpContext|HttpRequest|HttpResponse|IResult|WebApplication\w*|IApplicationBuilder|IEndpointRouteBuilder|StatusCodes|RequestDelegate)\b")]
    private static partial Regex HttpWord();

    [GeneratedRegex(@"\b(?:HttpContext|HttpRequest|HttpResponse|IResult|IApplicationBuilder|IEndpointRouteBuilder|StatusCodes|RequestDelegate)\b")]
    private static partial Regex RequestWord();

    [GeneratedRegex(@"(?<![\w.])Site\.(?:AddSite|UseSite)|\.(?:AddSite|UseSite)\(")]
    private static partial Regex SiteWord();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(?:Thread\.Sleep|Task\.Delay)\s*\(")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"""((?:ART|CIT|REF|LNK|REV|TXT)\d{3})""")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"\b(?:ART|CIT|REF|LNK|REV|TXT)\d{3}\b")]
    private static partial Regex ExplainedCode();
}
