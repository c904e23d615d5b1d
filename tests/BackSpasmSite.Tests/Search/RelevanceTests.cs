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
    public void No_word_is_taken_for_a_small_one_such_as_but() => Assert.DoesNotContain("but", shipped.Search.Find("numb bum", shipped.Edition)!.Corrected ?? "", StringComparison.Ordinal);

    /// <summary>As people in trouble type it: in lay words, misspelt, in a whole sentence.</summary>
    public static TheoryData<string> Emergencies =>
    [
        "numb between legs", "numb bum", "numbness in both legs", "my crotch is numb", "numb fanny", "nub between the legs numbb", "numbnes down below", "private parts numb",
        "can't feel when I wipe", "no feeling in my bottom", "i cant feel my legs", "lost all feeling in my foot", "loss of sensation saddle area", "tingling in both feet", "pins & needles in my groin",
        "my legs feel dead", "dead leg since this morning", "can't pee", "cant pee", "can not pee", "havent peed since yesterday", "peeing myself", "pissing myself", "I keep wetting myself",
        "wet the bed", "weeing without knowing", "not able to pass urine", "struggling to urinate", "urinary retention", "can't go to the toilet", "can't go to the loo", "bladder problems", "bladdr control",
        "lost control of my bladder", "bowel control", "bowl movements numb", "pooed myself", "soiled my pants", "incontinent all of a sudden", "can't get an erection", "no feeling during sex",
        "cauda equina", "corda equina", "weak legs", "my leg is getting weak", "foot drop", "my foot keeps dropping", "foot drags when I walk", "dragging my leg", "my legs keep giving way", "legs gave out",
        "legs buckling", "legs won't move", "my legs don't work", "legs like jelly", "can't lift my toes", "can't walk", "cannot walk properly", "unable to walk", "can't stand up straight", "paralised", "paralysis",
        "chest pain and back pain", "chset pain", "tight chest", "heart attack or back spasm", "can't breathe", "trouble breathing", "hurts to breath", "short of breath", "I fainted", "nearly passed out",
        "blacked out from pain", "tearing pain in back", "ripping feeling pain", "pulsing in my tummy", "aneurism", "fell down the stairs", "fell off a ladder", "had a bad fall", "car crash back pain",
        "motorbike accident", "hit by a car", "think I broke my back", "fractured vertebra", "back pain and fever", "high temperature", "hot and shivery", "shaking chills", "feel really unwell", "sepsis",
        "cancer", "i had breast cancer", "lump on spine", "losing weight without trying", "night sweats", "blood in wee", "peeing blood", "urine looks like coke cola", "dark brown urine after marathon",
        "kidney infection", "on warfarin", "pregnant and back pain", "epidural last week", "on steroids", "osteoporosis", "worst pain of my life", "unbearable pain", "excruciating back pain", "in agony",
        "took too many ibuprofen", "overdose paracetamol", "taken double dose", "vomiting blood", "black poo", "suicidal", "I want to die", "don't want to live like this", "can't go on",
        "call ambulance", "should I go to hospital", "is this an emergency", "999",
        "I have had a bad back for three days now and since this morning I am numb between my legs",
        "my dad is 74 and he was lifting the shopping out of the car and his back went and now he says that he cannot feel when he needs a wee",
    ];

    [Theory]
    [MemberData(nameof(Emergencies))]
    public void What_somebody_types_who_may_need_help_at_once_brings_the_help_box(string typed) =>
        Assert.True(SiteSearch.NamesWarningSign(typed, shipped.Edition) || shipped.Search.Find(typed, shipped.Edition)!.NamesWarningSign);

    [Fact]
    public void Other_questions_bring_no_help_box()
    {
        string[] plain = ["heat or ice", "back spasm", "ibuprofen", "sciatica", "running shoes", "how long does it last", "massage", "bed rest", "first week", "stretching", "magnesium", "week", "feet", "walking"];
        Assert.All(plain, typed => Assert.False(SiteSearch.NamesWarningSign(typed, shipped.Edition), typed));
        Assert.True(Queries.Count(query => SiteSearch.NamesWarningSign(query.Typed, shipped.Edition)) < 10);
    }

    /// <summary>The help box quotes them, so somebody may type one as it stands there.</summary>
    [Fact]
    public void Every_sign_that_needs_help_now_brings_the_help_box() => Assert.All(
        shipped.Edition.Site.WarningSigns!.All[0].Signs,
        sign => Assert.True(SiteSearch.NamesWarningSign(sign, shipped.Edition), sign));

    /// <summary>The shipped content, indexed.</summary>
    public sealed class Shipped : IDisposable
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("backspasm-search-");
        private readonly SearchIndex _index;

        public Shipped()
        {
            Edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false).Build(Repository.ContentDay);
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
