using System.Globalization;
using System.Text;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// A content folder of any size that is like a real one: articles of about 1,250 words with ten citations, headings, lists, tables, boxes
/// and links to each other, over a bibliography, people and topics. The same numbers always give the same bytes, and an article's words
/// don't depend on how many others there are.
/// </summary>
/// <param name="articles">How many articles.</param>
/// <param name="seed">Another seed, other articles.</param>
/// <param name="mistakes">How many of the articles have a mistyped link.</param>
internal sealed class GeneratedContent(int articles, int seed, int mistakes = 0)
{
    private const int Citations = 10;
    private const int Topics = 40;
    private const int People = 12;

    private static readonly string[] Treatments = Words("heat, ice, walking, swimming, yoga, Pilates, massage, rest, ibuprofen, paracetamol, naproxen, diclofenac, stretching, strength training, manual therapy, acupuncture, a lumbar support, sleep, magnesium, hydration, education, a graded return, mindfulness, cognitive therapy, taping, foam rolling, cycling, core exercise, hill running, a new insole, cadence training, a warm bath, a muscle relaxant, physiotherapy, dry needling, electrical stimulation, a standing desk, a firmer mattress");
    private static readonly string[] Conditions = Words("low back pain, back spasm, sciatica, a stiff back, neck pain, hip pain, a disc bulge, muscle cramp, a stress fracture, spinal stenosis, sacroiliac pain, a pulled muscle, morning stiffness, buttock pain, hamstring tightness, delayed soreness, facet joint pain, scoliosis, spondylolisthesis, kidney pain, groin pain, a pinched nerve, rib pain, knee pain, calf cramp, pelvic pain, shin pain, osteoporosis");
    private static readonly string[] Groups = Words("recreational runners, adults under sixty, people with a desk job, marathon runners, pregnant women, nurses, older adults, trail runners, novice runners, warehouse workers, teenagers in sport, people in primary care, people with lasting pain, military recruits, cyclists, people with a first episode");
    private static readonly string[] Settings = Words("in the first week, after a long run, at night, during pregnancy, at work, after forty, before a race, in winter, on hills, on the treadmill, after a fall, in the morning, when sitting, without medicines, with a small child, in the long term");
    private static readonly string[] Outcomes = Words("pain, stiffness, sick leave, walking speed, sleep, disability, mood, time to running, fear of movement, use of painkillers, grip of the muscle, muscle strength, quality of life, the number of new episodes");
    private static readonly string[] Designs = Words("systematic review, trial, cohort, survey, case series, guideline, pooled analysis, registry study, laboratory study, crossover trial");
    private static readonly string[] Adjectives = Words("small, moderate, uncertain, steady, brief, lasting, early, late, mild, clear, doubtful, modest, sudden, gradual, everyday, unusual");
    private static readonly string[] Verbs = Words("eased, lowered, changed, improved, hardly altered, shortened, raised, predicted, followed, did not change");
    private static readonly string[] Families = Words("Adler, Brandt, Castro, Dubois, Eriksen, Fischer, Garcia, Hansen, Ito, Jansen, Kowalski, Larsen, Moreau, Novak, Okafor, Petrov, Quinn, Rossi, Silva, Tanaka, Ueda, Varga, Weber, Xu, Yilmaz, Zeller");
    private static readonly string[] Journals = Words("Spine, Pain, BMJ, European Spine Journal, Physical Therapy, Sports Medicine, Journal of Physiotherapy, Annals of Family Medicine, Clinical Rehabilitation, Muscle and Nerve");
    private static readonly string[] Kinds = Words("systematic review, randomised trial, cohort, guideline");
    private static readonly string[] Headings = Words("What the studies found, What to do first, When to get help, How long it lasts, What it may be, Who was studied, What nobody knows, How to begin, What to avoid, Common questions, How sure this is, What to try next");

    /// <summary>Uncommon words, so that an index of the articles has a long tail like one of real texts.</summary>
    private static readonly string[] Syllables = Words("ba, cor, den, fa, gel, hy, ken, lor, mi, nar, ol, pha, ran, sel, ti, ur, va, xo, zan, mol, per, tri, lum, sac, spon, dy, my, al, gia, nal, dol, ine, ate, ium");

    private readonly int _papers = Math.Max(60, articles / 5);

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">New, or empty.</param>
    public void Write(string folder)
    {
        foreach (var name in (string[])["articles", "pages", "images"]) Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, "site.yaml"), Site);
        File.WriteAllText(Path.Combine(folder, "people.yaml"), string.Concat(Enumerable.Range(0, People).Select(Person)));
        File.WriteAllText(Path.Combine(folder, "references.json"), $"[\n{string.Join(",\n", Enumerable.Range(0, _papers).Select(Paper))}\n]\n");
        File.WriteAllText(Path.Combine(folder, "images", "positions.svg"), Drawing);
        foreach (var page in (string[])["about", "privacy"]) File.WriteAllText(Path.Combine(folder, "pages", $"{page}.md"), PageText(page));
        Parallel.For(1, articles + 1, number => File.WriteAllText(Path.Combine(folder, "articles", $"{Slug(number)}.md"), Article(number)));
    }

    /// <param name="number">From 1.</param>
    public string Slug(int number)
    {
        var title = Title(number).Replace(",", "", StringComparison.Ordinal).ToLowerInvariant().Replace(' ', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{title}-{number}");
    }

    /// <summary>An article's file.</summary>
    /// <param name="number">From 1.</param>
    public string Article(int number)
    {
        var random = RandomFor(number);
        var isKeyed = number % 4 != 0;
        var papers = Enumerable.Range(0, _papers).ToArray();
        for (var i = 0; i < Citations; i++)
        {
            var other = random.Next(i, _papers);
            (papers[i], papers[other]) = (papers[other], papers[i]);
        }

        var text = new StringBuilder();
        var published = new DateOnly(2016, 1, 1).AddDays(random.Next(3650));
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            title: "{Title(number)}"
            description: "{First(Sentence(random))}"
            author: {PersonKey(random.Next(People))}
            published: {published:yyyy-MM-dd}
            topics: [{string.Join(", ", Enumerable.Range(0, 3).Select(_ => random.Next(Topics)).Distinct().Select(TopicOf))}]

            """);
        if (number % 3 == 0) text.Append("image:\n  src: images/positions.svg\n  alt: \"A person who leans forward with both hands on a wall.\"\n  caption: \"A position that may ease a gripped back.\"\n");
        if (number % 25 == 0) text.Append(CultureInfo.InvariantCulture, $"corrections:\n  - {{ date: {published.AddDays(40):yyyy-MM-dd}, note: \"The paper counted episodes, not people.\" }}\n");
        if (!isKeyed) text.Append("references:\n").AppendJoin("", papers.Take(Citations).Select(paper => $"  - {PaperId(paper)}\n"));
        text.Append(CultureInfo.InvariantCulture, $"---\n{Paragraph(random, 3)} {Sentence(random)} {Cite(0)}.\n\n::: get-help-now\n:::\n\n");

        for (var section = 0; section < 6; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {Headings[section * 2]}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{Paragraph(random, 3)} {Sentence(random)} {Cite(1 + section)}. {Link(number, section, random)}\n\n{Paragraph(random, 3)}\n\n");
            switch (section)
            {
                case 1:
                    for (var step = 1; step <= 4; step++) text.Append(CultureInfo.InvariantCulture, $"{step}. **{Capital(Pick(random, Treatments))}.** {Sentence(random)}.\n");
                    text.Append('\n');
                    break;
                case 2:
                    for (var point = 0; point < 4; point++) text.Append(CultureInfo.InvariantCulture, $"- {Sentence(random)}.\n");
                    text.Append('\n');
                    break;
                case 4:
                    text.Append("| Remedy | What studies found |\n|---|---|\n");
                    for (var row = 0; row < 4; row++)
                        text.Append(CultureInfo.InvariantCulture, $"| {Capital(Pick(random, Treatments))} | {Sentence(random)}{(row < 3 ? $" {Cite(7 + row)}" : "")} |\n");
                    text.Append('\n');
                    break;
                default:
                    text.Append(CultureInfo.InvariantCulture, $"### {Headings[(section * 2) + 1]}\n\n{Paragraph(random, 3)}\n\n");
                    break;
            }
        }

        return text.ToString();

        string Cite(int citation)
        {
            // In the text, the table of section 4 comes before section 5.
            var order = citation switch { 6 => 9, >= 7 => citation - 1, _ => citation };
            return isKeyed ? $"[@{PaperId(papers[order])}]" : string.Create(CultureInfo.InvariantCulture, $"({order + 1})");
        }
    }

    private string Link(int number, int section, Random random)
    {
        if (section is 3) return "More is on the page [about this site](/about).";
        var slug = Slug(random.Next(1, articles + 1));
        var anchor = random.Next(3) == 0 ? $"#s-{Headings[0].ToLowerInvariant().Replace(' ', '-')}" : "";
        if (section == 5 && number <= mistakes) slug = slug.Remove(2, 1);
        return $"More is in [{Pick(random, Conditions)} {Pick(random, Settings)}]({slug}.md{anchor}).";
    }

    private string Title(int number)
    {
        var random = new Random(unchecked((seed * 7919) + number));
        return $"{Capital(Pick(random, Treatments))} and {Pick(random, Conditions)} {Pick(random, Settings)}";
    }

    private static string Paragraph(Random random, int sentences) => string.Join(". ", Enumerable.Range(0, sentences).Select(_ => Sentence(random))) + ".";

    private static string Sentence(Random random) => random.Next(8) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"In a {Pick(random, Designs)} of {random.Next(40, 4000)} {Pick(random, Groups)}, {Pick(random, Treatments)} {Pick(random, Verbs)} {Pick(random, Outcomes)} by {random.Next(2, 30)} points out of 100"),
        1 => $"Many {Pick(random, Groups)} try {Pick(random, Treatments)} for {Pick(random, Conditions)}, but a {Pick(random, Designs)} found only a {Pick(random, Adjectives)} change in {Pick(random, Outcomes)}",
        2 => $"If {Pick(random, Conditions)} comes back {Pick(random, Settings)}, begin with {Pick(random, Treatments)} and see how {Pick(random, Outcomes)} goes",
        3 => $"Nobody has compared {Pick(random, Treatments)} with {Pick(random, Treatments)} for {Pick(random, Conditions)}",
        4 => $"The {Pick(random, Adjectives)} effect on {Pick(random, Outcomes)} was gone {random.Next(2, 12)} weeks later, and {Pick(random, Groups)} with {Pick(random, Conditions)} were not counted",
        5 => $"{Capital(Pick(random, Treatments))} with {Uncommon(random)} is a {Pick(random, Adjectives)} choice for {Pick(random, Conditions)} {Pick(random, Settings)}",
        6 => $"See a doctor if {Pick(random, Conditions)} wakes you or spreads {Pick(random, Settings)}. Don’t wait with it",
        _ => $"One {Pick(random, Designs)} of {Uncommon(random)} in {Pick(random, Groups)} saw a {Pick(random, Adjectives)} link with {Pick(random, Outcomes)}. That is no proof of a cause",
    };

    private static string Uncommon(Random random) => string.Concat(Enumerable.Range(0, random.Next(3, 5)).Select(_ => Pick(random, Syllables)));

    private string Paper(int number)
    {
        var random = RandomFor(-1 - number);
        var authors = string.Join(", ", Enumerable.Range(0, random.Next(1, 7)).Select(author =>
            $$"""{ "family": "{{(author == 0 ? Families[number % Families.Length] : Pick(random, Families))}}", "given": "{{(char)('A' + random.Next(26))}}" }"""));
        return string.Create(CultureInfo.InvariantCulture, $$"""
              { "id": "{{PaperId(number)}}", "type": "article-journal", "title": "{{Capital(Pick(random, Treatments))}} for {{Pick(random, Conditions)}} in {{Pick(random, Groups)}}: a {{Pick(random, Designs)}}",
                "author": [{{authors}}], "container-title": "{{Pick(random, Journals)}}", "issued": { "date-parts": [[{{1985 + random.Next(40)}}, {{random.Next(1, 13)}}]] },
                "volume": "{{random.Next(1, 90)}}", "issue": "{{random.Next(1, 13)}}", "page": "{{random.Next(1, 900)}}-{{random.Next(900, 1800)}}", "DOI": "10.5555/generated.{{number}}",
                "custom": { "evidence": "{{Pick(random, Kinds)}}", "finding": "{{Sentence(random)}}. {{Sentence(random)}}." } }
            """);
    }

    private static string PaperId(int number) => string.Create(CultureInfo.InvariantCulture, $"{Families[number % Families.Length].ToLowerInvariant()}-{1985 + (number % 40)}-{number}");

    private static string PersonKey(int number) => $"{Families[number].ToLowerInvariant()}";

    private static string Person(int number) => $"{PersonKey(number)}: {{ name: \"{(char)('A' + number)}. {Families[number]}\", role: [writes{(number < 3 ? ", reviews" : "")}], bio: \"Writes about backs.\" }}\n";

    private static string TopicOf(int number) => number < Conditions.Length
        ? Conditions[number].Replace("a ", "", StringComparison.Ordinal).Replace(' ', '-')
        : Groups[number - Conditions.Length].Replace(' ', '-');

    private Random RandomFor(int number) => new(unchecked((seed * 1_000_003) + number));

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string First(string sentence) => $"{(sentence.Length <= 150 ? sentence : sentence[..sentence.LastIndexOf(' ', 150)])}.";

    private static string[] Words(string list) => list.Split(", ");

    private const string Site = """
        name: "Generated"
        tagline: "Articles made by a program, to measure with"
        language: en
        time-zone: Europe/London
        emergency: { number: "112", text: "In the UK and EU, or your local number." }
        advice: { number: "111", text: "Urgent advice in the UK, or your doctor." }
        menu: [{ text: "Articles", href: /articles }, { text: "About", href: /about }]

        """;

    private const string Drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect width="400" height="200" fill="#eee"/><path d="M50 150 L200 60 L350 150" stroke="#222" fill="none"/></svg>

        """;

    private string PageText(string page) => $"---\ntitle: \"{Capital(page)}\"\n---\n{Paragraph(RandomFor(page.Length), 6)}\n";
}
