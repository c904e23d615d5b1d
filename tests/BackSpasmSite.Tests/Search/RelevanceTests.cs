using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using BackSpasmSite.Search;

namespace BackSpasmSite.Tests.Search;

/// <summary>What people type, and which of the shipped articles should come first.</summary>
public sealed class RelevanceTests(RelevanceTests.Shipped shipped) : IClassFixture<RelevanceTests.Shipped>
{
    private const string Running = "back-spasm-during-running";
    private const string Core = "core-strength-and-back-pain";
    private const string Cramps = "cramps-drinking-and-magnesium";
    private const string Return = "getting-back-to-running";
    private const string Heat = "heat-or-ice";
    private const string Massage = "massage-and-manual-therapy";
    private const string Medicines = "medicines-for-back-spasm";
    private const string Rest = "rest-or-keep-moving";
    private const string Sciatica = "sciatica-and-scans";
    private const string Shoes = "shoes-insoles-and-pelvic-tilt";
    private const string FirstWeek = "the-first-week-of-a-back-spasm";
    private const string What = "what-is-a-back-spasm";
    private const string Emergency = "when-is-back-pain-an-emergency";

    /// <summary>Half in the words of articles, half in those of people or misspelt. Where two articles are as good, both are named.</summary>
    private static readonly (string Typed, string[] First)[] Queries =
    [
        ("sciatica", [Sciatica]),
        ("heat or ice", [Heat]),
        ("back spasm running", [Running]),
        ("what is a back spasm", [What]),
        ("first week", [FirstWeek]),
        ("magnesium", [Cramps]),
        ("pickle juice", [Cramps]),
        ("ibuprofen", [Medicines]),
        ("paracetamol", [Medicines]),
        ("muscle relaxants", [Medicines]),
        ("opioids", [Medicines]),
        ("massage", [Massage]),
        ("manipulation", [Massage]),
        ("foam roller", [Massage]),
        ("core exercises", [Core]),
        ("pelvic tilt", [Shoes]),
        ("insoles", [Shoes]),
        ("running shoes", [Shoes]),
        ("bed rest", [Rest]),
        ("rest or keep moving", [Rest]),
        ("mri scan", [Sciatica]),
        ("emergency", [Emergency]),
        ("child back pain", [Emergency]),
        ("walk and run plan", [Return]),
        ("when can I run again", [Return]),
        ("heat wrap", [Heat]),
        ("cauda equina", [Emergency]),
        ("how long does a back spasm last", [What]),
        ("epsom salt", [Running, Cramps]),
        ("leg length", [Shoes]),
        ("siatica", [Sciatica]),
        ("sciatca pain", [Sciatica]),
        ("slipped disc", [Sciatica]),
        ("trapped nerve", [Sciatica]),
        ("pain down my leg", [Sciatica]),
        ("it shoots down my leg", [Sciatica]),
        ("painkillers", [Medicines]),
        ("which tablets for bad back", [Medicines]),
        ("ibruprofen", [Medicines]),
        ("nurofen", [Medicines]),
        ("codeine", [Medicines]),
        ("diazepam", [Medicines]),
        ("valium for back", [Medicines]),
        ("co-codamol", [Medicines]),
        ("put my back out", [What, FirstWeek, Running]),
        ("back seized up", [FirstWeek, What]),
        ("my back has seized up what do I do", [FirstWeek]),
        ("lumbago", [What, Rest, FirstWeek]),
        ("can't get up off the floor", [FirstWeek]),
        ("hot water bottle", [Heat]),
        ("frozen peas", [Heat]),
        ("ice pack for back", [Heat]),
        ("masage", [Massage]),
        ("chiropracter", [Massage]),
        ("osteopath", [Massage]),
        ("crack my back", [Massage]),
        ("deep tissue massage", [Massage]),
        ("planks", [Core]),
        ("weak core", [Core]),
        ("abs exercises", [Core]),
        ("orthotics", [Shoes]),
        ("trainers for bad back", [Shoes]),
        ("anterior pelvic tilt", [Shoes]),
        ("leg cramps at night", [Cramps]),
        ("charley horse", [Cramps]),
        ("dehydration", [Cramps]),
        ("magnesum tablets", [Cramps]),
        ("stay in bed with bad back", [Rest]),
        ("xray", [Sciatica]),
        ("do i need an mri", [Sciatica]),
        ("back to runing", [Return]),
        ("numb between legs", [Emergency]),
        ("can't pee", [Emergency]),
        ("red flags", [Emergency]),
        ("backspasm", [What, Running, Heat, Medicines, FirstWeek, Massage, Rest]),
        ("stop it coming back", [Return]),
        ("stress fracture", [Return]),
    ];

    [Fact]
    public void The_right_article_comes_first()
    {
        var answers = Queries.Select(query => (query.Typed, query.First, Found: shipped.First(query.Typed))).ToList();
        var wrong = answers.Where(answer => !answer.First.Contains(answer.Found)).Select(answer => $"{answer.Typed}: {answer.Found}, not {string.Join(" or ", answer.First)}").ToList();
        Assert.True(Queries.Length >= 60 && wrong.Count <= 3, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_synonym_leads_to_something() => Assert.All(
        shipped.Edition.Synonyms.Groups.SelectMany(group => group.Means),
        meant => Assert.True(shipped.Search.Find($"\"{meant}\"", shipped.Edition)!.Hits.Count > 0, meant));

    [Fact]
    public void A_question_about_a_warning_sign_is_known_and_others_are_not()
    {
        string[] yes = ["numb between legs", "can't pee", "cant pee", "numb bum", "I can't feel my legs", "my legs keep giving way", "lost control of my bladder", "numbness in both legs", "chest pain and back pain", "fell down the stairs"];
        string[] no = ["heat or ice", "back spasm", "ibuprofen", "sciatica", "running shoes", "how long does it last", "massage", "bed rest"];
        Assert.All(yes, typed => Assert.True(SiteSearch.NamesWarningSign(typed, shipped.Edition), typed));
        Assert.All(no, typed => Assert.False(SiteSearch.NamesWarningSign(typed, shipped.Edition), typed));
    }

    /// <summary>The shipped content, indexed.</summary>
    public sealed class Shipped : IDisposable
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("backspasm-search-");
        private readonly SearchIndex _index;

        public Shipped()
        {
            Edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false).Build(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
            _index = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = _data.FullName }));
            _index.Update(Edition, CancellationToken.None);
            Search = new SiteSearch(_index);
        }

        internal Edition Edition { get; }

        internal SiteSearch Search { get; }

        internal string First(string typed) => Search.Find(typed, Edition)!.Hits is [var first, ..] ? first.Address.Split('/', '#')[2] : "nothing";

        public void Dispose()
        {
            _index.Dispose();
            _data.Delete(recursive: true);
        }
    }
}
