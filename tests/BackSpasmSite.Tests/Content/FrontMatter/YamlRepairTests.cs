using System.Text;

namespace BackSpasmSite.Tests.Content.FrontMatter;

/// <summary>YAML that can't be parsed costs the field it is in, at a start and in a running site.</summary>
public sealed class YamlRepairTests
{
    private const string Site = """
        name: Backs
        tagline: Plain words
        organisation: The editors
        emergency:
          number: "112"
          text: "Call now"
        menu:
          - text: "Topics"
            href: /topics
          - text: "About"
            href: /about
        questions:
          - text: "Is it an emergency?"
            href: /emergency

        """;

    private const string People = """
        sam:
          name: Sam Lee
          role: [writes]
        rita:
          name: Rita Roe
          role: [writes, reviews]
          credentials: MD
          organisation: Clinic

        """;

    public static TheoryData<string, string> SiteMistakes => new()
    {
        { "organisation: The editors\n", "---\norganisation: The editors\n" },
        { "organisation: The editors\n", "...\norganisation: The editors\n" },
        { "organisation: The editors\n", "--- # mark\norganisation: The editors\n" },
        { "organisation: The editors\n", "%YAML 1.2\norganisation: The editors\n" },
        { "name: Backs\n", "%YAML 1.2\nname: Backs\n" },
        { "menu:\n", "---\nmenu:\n" },
        { "organisation: The editors\n", "{accent: teal}\norganisation: The editors\n" },
        { "organisation: The editors\n", "[accent, teal]\norganisation: The editors\n" },
        { "organisation: The editors\n", "accent\norganisation: The editors\n" },
        { "organisation: The editors\n", "\"accent\norganisation: The editors\n" },
        { "organisation: The editors\n", "\0organisation: The editors\n" },
        { "organisation: The editors\n", "organisation: The\0 editors\n" },
        { "organisation: The editors\n", "? organisation\n: The editors\n" },
        { "organisation: The editors\n", "organisation: [The editors\n" },
        { "organisation: The editors\n", "organisation: \"The editors\n" },
        { "organisation: The editors\n", "organisation: &a The editors\n" },
        { "organisation: The editors\n", "organisation: The editors\naccent: teal\n" },
        { "organisation: The editors\n", "organisation The editors\n" },
        { "organisation: The editors\n", "organisation: The editors\n<<<<<<< HEAD\n" },
        { "organisation: The editors\n", "organisation: The editors\n=======\n" },
        { "emergency:", "emergancy:" },
        { "emergency:", "Emergency:" },
        { "menu:", "Menu:" },
        { "menu:", "mneu:" },
        { "  number:", "number:" },
        { "  number: \"112\"\n  text:", "number: \"112\"\ntext:" },
        { "  number:", "  nubmer:" },
        { "  number:", "\tnumber:" },
        { "  text: \"Call", "   text: \"Call" },
        { "  number:", "   number:" },
        { "\"Call now\"\n", "\"Call now\"}\n" },
        { "\"Call now\"\n", "\"Call now\"\n}\n" },
        { "\"Call now\"\n", "\"Call now\"\n  number: \"113\"\n" },
        { "\"Call now\"", "Call: now: \"" },
        { "\"Call now\"", "@Call" },
        { "\"112\"", "“112”" },
        { "\n  number: \"112\"\n  text: \"Call now\"", " { number: \"112\", text: Call # now }" },
        { "\n  number: \"112\"\n  text: \"Call now\"", " { number: \"112\", text: \"Call }" },
        { "/emergency\n", "/emergency\n}}}\n" },
        { "/emergency\n", "/emergency\n accent: teal\n" },
        { "/emergency\n", "/emergency\n]\n" },
        { "menu:", "meny:" },
        { "emergency:", "emregency:" },
        { "  - text: \"About\"\n    href", "  - txet: \"About\"\n    href" },
        { "  - text: \"About\"\n    href: /about", "  - { text: \"About\", href: /about" },
        { "menu:\n", "- name\nmenu:\n" },
        { "organisation: The editors\n", "organisation: The editors\n- name\n" },
        { "organisation: The editors\n", "organisation: { a: { b: [c } }\n" },
        { "organisation: The editors\n", "organisation: {\n  a: b,\n  c: d: e # x\n}\n" },
        { "organisation: The editors\n", "organisation: *a\n" },
        { "organisation: The editors\n", "organisation: \"a\\q\"\n" },
        { "organisation: The editors\n", "organisation: The\teditors: \n" },
        { "\n  number: \"112\"\n  text: \"Call now\"", " { number: \"112\", text: Call: now, number: \"113\" }" },
        { "\n  number: \"112\"\n  text: \"Call now\"", " {\n  number: \"112\", # to dial\n  text: Call: now }" },
    };

    [Theory]
    [MemberData(nameof(SiteMistakes))]
    public void A_mistake_in_site_yaml_keeps_name_menu_and_number_at_a_start_and_later(string right, string wrong)
    {
        Assert.Contains(right, Site, StringComparison.Ordinal);
        var mistaken = Site.Replace(right, wrong, StringComparison.Ordinal);
        using var content = ContentOnDisk.From("");
        var builder = content.Builder();
        content.Write("site.yaml", Site);
        builder.Build(ContentOnDisk.Today);
        content.Write("site.yaml", mistaken);

        foreach (var (when, edition) in new[] { ("cold", content.Build()), ("warm", builder.Build(ContentOnDisk.Today)) })
        {
            var facts = $"{when}: {edition.Site.Name}, {edition.Site.Emergency?.Number}, {string.Join(' ', edition.Site.Menu.Select(item => item.Text))}, {edition.Site.Questions.Count}";
            Assert.Equal($"{when}: Backs, 112, Topics About, 1", facts);
            Assert.Contains(edition.Diagnostics, diagnostic => diagnostic.Path == "site.yaml");
        }
    }

    public static TheoryData<string, string> PeopleMistakes => new()
    {
        { "rita:\n", "---\nrita:\n" },
        { "rita:\n", "...\nrita:\n" },
        { "rita:\n", "{accent: teal}\nrita:\n" },
        { "rita:\n", "\0rita:\n" },
        { "  credentials", "   credentials" },
        { "  credentials: MD\n", "  credentials: MD\n  credentials: PhD\n" },
        { "  credentials: MD\n", "  credentails: MD\n" },
        { "  credentials: MD\n", "  credentials: [MD\n" },
        { "  credentials: MD\n", "  credentials MD\n" },
        { "  organisation: Clinic\n", "  organisation: Clinic\n}}}\n" },
        { "  organisation: Clinic\n", "  organisation: Clinic\nrita: { name: Another }\n" },
        { "  name: Rita Roe\n", "  Name: Rita Roe\n" },
        { "sam:\n  name: Sam Lee\n", "sam:\n  name: \"Sam Lee\n" },
    };

    [Theory]
    [MemberData(nameof(PeopleMistakes))]
    public void A_mistake_in_people_yaml_keeps_names_and_roles_at_a_start_and_later(string right, string wrong)
    {
        Assert.Contains(right, People, StringComparison.Ordinal);
        AssertPeople(People.Replace(right, wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void People_that_are_indented_as_a_whole_are_read_in_spite_of_a_mistake() =>
        AssertPeople(string.Concat(People.Replace("credentials: MD", "credentials: [MD", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  {line}\n")));

    private static void AssertPeople(string mistaken)
    {
        using var content = ContentOnDisk.From("");
        var builder = content.Builder();
        content.Write("people.yaml", People);
        builder.Build(ContentOnDisk.Today);
        content.Write("people.yaml", mistaken);

        foreach (var (when, edition) in new[] { ("cold", content.Build()), ("warm", builder.Build(ContentOnDisk.Today)) })
        {
            Assert.Equal($"{when}: Rita Roe, writes reviews, Clinic", $"{when}: {edition.People["rita"].Name}, {string.Join(' ', edition.People["rita"].Roles)}, {edition.People["rita"].Organisation}");
            Assert.Equal("Sam Lee", edition.People["sam"].Name);
            Assert.Contains(edition.Diagnostics, diagnostic => diagnostic.Path == "people.yaml");
        }
    }

    [Theory]
    [InlineData("emergency:", "emergancy:")]
    [InlineData("emergency:", "Emergency:")]
    [InlineData("  number:", "number:")]
    [InlineData("menu:", "Menu:")]
    [InlineData("  text: \"Call", "   text: \"Call")]
    [InlineData("organisation: The editors", "---\norganisation: The editors")]
    public void A_new_number_is_shown_in_spite_of_a_mistake_beside_it(string right, string wrong)
    {
        using var content = ContentOnDisk.From("");
        var builder = content.Builder();
        content.Write("site.yaml", Site);
        builder.Build(ContentOnDisk.Today);
        content.Write("site.yaml", Site.Replace("112", "999", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal("999", builder.Build(ContentOnDisk.Today).Site.Emergency?.Number);
    }

    [Theory]
    [InlineData("0800-111", "tel:0800111")]
    [InlineData("(0800) 111.222", "tel:0800111222")]
    [InlineData("+44 800 111", "tel:+44800111")]
    public void A_number_may_have_the_separators_that_people_write(string number, string href)
    {
        using var content = ContentOnDisk.From("");
        content.Write("site.yaml", Site.Replace("112", number, StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Equal(number, edition.Site.Emergency?.Number);
        Assert.Equal(href, edition.Site.Emergency?.Href);
        Assert.DoesNotContain(edition.Diagnostics, diagnostic => diagnostic.Path == "site.yaml" && diagnostic.Code == "ART012");
    }

    [Fact]
    public void A_brace_that_a_comment_leaves_open_is_told_at_its_line()
    {
        using var content = ContentOnDisk.From("");
        content.Write("site.yaml", "name: Backs\nemergency: { number: \"112\", text: Call # now }\n");

        var told = Assert.Single(content.Build().Diagnostics, diagnostic => diagnostic.Path == "site.yaml");

        Assert.Equal(2, told.Line);
        Assert.Equal("ART008", told.Code);
        Assert.Contains("comment", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_where_keys_should_be_is_told_as_one()
    {
        using var content = ContentOnDisk.From("");
        content.Write("site.yaml", "- name");

        var told = Assert.Single(content.Build().Diagnostics, diagnostic => diagnostic.Path == "site.yaml");

        Assert.Equal(("ART008", 1), (told.Code, told.Line));
        Assert.Contains("key: value", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key{0}: a: b\n")]
    [InlineData("{0} {{\n")]
    [InlineData("key: \"{0}\n")]
    [InlineData(" key{0}: x\n")]
    [InlineData("key{0}: [a\n")]
    public async Task Thousands_of_broken_lines_cost_the_square_of_nothing_and_keep_the_page(string broken)
    {
        using var content = ContentOnDisk.From("");
        var lines = string.Concat(Enumerable.Range(0, 8_000).Select(number => string.Format(System.Globalization.CultureInfo.InvariantCulture, broken, number)));
        content.Write("pages/about.md", $"---\ntitle: About\n{lines}---\nAbout us.\n");

        var edition = await Task.Run(() => content.Build(), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal("About", Assert.Single(edition.Pages).Value.Title);
    }

    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    public void Ids_are_the_same_in_whatever_form_their_letters_are_typed(NormalizationForm defined, NormalizationForm named)
    {
        var (id, key) = ("müller-2020", "jürgen");
        using var content = ContentOnDisk.From($$"""
            -- people.yaml --
            {{key.Normalize(defined)}}: { name: Jürgen, role: [writes] }
            -- references.json --
            [{ "id": "{{id.Normalize(defined)}}", "type": "article-journal", "title": "Heat" }]
            -- articles/heat.md --
            ---
            title: "Heat or ice"
            description: What helps.
            author: {{key.Normalize(named)}}
            published: 2026-11-01
            topics: [heat]
            references: [{{id.Normalize(named)}}]
            ---
            Heat helps a little (1).
            """);

        var edition = content.Build();

        Assert.DoesNotContain(edition.Diagnostics, diagnostic => diagnostic.Code is "REF006" or "ART015");
        Assert.Single(Assert.Single(edition.Articles).Value.References);
    }

    [Fact]
    public void Two_people_whose_keys_differ_only_in_form_are_one_key_twice()
    {
        using var content = ContentOnDisk.From("");
        content.Write("people.yaml", $"{"jürgen".Normalize(NormalizationForm.FormC)}: {{ name: One }}\n{"jürgen".Normalize(NormalizationForm.FormD)}: {{ name: Two }}\n");

        var edition = content.Build();

        Assert.Equal("One", Assert.Single(edition.People).Value.Name);
        Assert.Contains(edition.Diagnostics, diagnostic => diagnostic is { Path: "people.yaml", Line: 2, Code: "ART008" });
    }

    [Fact]
    public void Thousands_of_unknown_keys_are_told_in_a_few_lines()
    {
        using var content = ContentOnDisk.From("");
        content.Write("site.yaml", $"{string.Concat(Enumerable.Range(0, 4000).Select(number => $"key{number}: x\n"))}{Site}");

        var edition = content.Build();

        Assert.Equal("112", edition.Site.Emergency?.Number);
        Assert.Equal(21, edition.Diagnostics.Count(diagnostic => diagnostic.Code == "ART010"));
        Assert.Contains(edition.Diagnostics, diagnostic => diagnostic.Message.StartsWith("3980 more keys", StringComparison.Ordinal));
    }
}
