// STUB for the branch `operations` only: the Articles room replaces this whole file.
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using BackSpasmSite.Citations;
using BackSpasmSite.Problems;
using Microsoft.Extensions.Options;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Articles;

internal sealed class ContentFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);
}

internal sealed class EditionBuilder(ContentFolder folder, bool drafts)
{
    public Edition Build(DateTimeOffset now)
    {
        var site = ReadYaml("site.yaml");
        var people = ReadYaml("people.yaml").ToDictionary(p => p.Key.ToString(), p => new Person
        {
            Key = p.Key.ToString(),
            Name = Text((YamlMappingNode)p.Value, "name") ?? "?",
            Roles = Words((YamlMappingNode)p.Value, "role"),
        });
        var zone = Text(site, "time-zone") is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var problems = new List<Problem>();
        var articles = new List<Article>();
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(folder.Path, "articles"), "*.md").Order())
        {
            var name = System.IO.Path.GetFileName(file);
            if (name.StartsWith('.')) continue;
            try
            {
                articles.Add(ReadArticle($"articles/{name}", File.ReadAllText(file), people));
            }
            catch (Exception e) when (e is not IOException)
            {
                problems.Add(new Problem($"articles/{name}", 1, 1, "ART" + "999", Severity.Error, e.Message.ReplaceLineEndings(" ")));
            }
        }

        bool IsHidden(Article a) => (a.FrontMatter.Draft && !drafts) || a.FrontMatter.Published > today;
        var imageFolder = System.IO.Path.Combine(folder.Path, "images");
        var images = (Directory.Exists(imageFolder) ? Directory.GetFiles(imageFolder) : [])
            .Select(f => new ImageFile("images/" + System.IO.Path.GetFileName(f), 1, 1,
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))[..16]));
        var pageFolder = System.IO.Path.Combine(folder.Path, "pages");
        var pages = (Directory.Exists(pageFolder) ? Directory.GetFiles(pageFolder, "*.md") : []).Select(f =>
        {
            if (!Slug.TryParse(System.IO.Path.GetFileNameWithoutExtension(f), out var slug)) throw new FormatException(f);
            return new ContentPage(slug, "pages/" + System.IO.Path.GetFileName(f), slug.ToString(), null, null, "<p>page</p>");
        });
        return new Edition
        {
            Site = new SiteFacts { Name = Text(site, "name") ?? "Site", TimeZone = zone },
            Articles = articles.Where(a => !IsHidden(a)).ToFrozenDictionary(a => a.Slug),
            Hidden = [.. articles.Where(IsHidden)],
            Pages = pages.ToFrozenDictionary(p => p.Slug),
            Images = images.ToFrozenDictionary(i => i.Path),
            People = people.ToFrozenDictionary(),
            Bibliography = Bibliography.Empty,
            Problems = [.. problems.Order()],
            Date = today,
            Hash = Guid.NewGuid().ToString("N"),
        };
    }

    private static Article ReadArticle(string path, string text, Dictionary<string, Person> people)
    {
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        var front = Parse(text[4..(end + 1)]);
        var body = text[(text.IndexOf('\n', end + 1) + 1)..];
        if (!Slug.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), out var slug)) throw new FormatException("no slug");
        var author = Text(front, "author") ?? throw new FormatException("There is no author.");
        var review = front.Children.FirstOrDefault(c => c.Key.ToString() == "review");
        return new Article
        {
            Slug = slug,
            Path = path,
            FrontMatter = new FrontMatter
            {
                Title = Text(front, "title") ?? throw new FormatException("There is no title."),
                Description = Text(front, "description") ?? "",
                Author = author,
                Published = Date(Text(front, "published")) ?? throw new FormatException("There is no date."),
                Draft = Text(front, "draft") == "true",
                Topics = Words(front, "topics"),
                Redirects = Words(front, "redirects"),
                Review = review.Value is not YamlMappingNode r ? null : new Review(
                    Text(r, "by") ?? "", Date(Text(r, "date")) ?? default, Text(r, "text") ?? "", Date(Text(r, "next")),
                    (int)review.Key.Start.Line + 1),
            },
            Author = people.TryGetValue(author, out var person) ? person : throw new FormatException("Unknown author."),
            LeadHtml = Markdig.Markdown.ToHtml(body),
            FigureHtml = null,
            BodyHtml = "",
            Headings = [],
            References = [],
            MedicalText = string.Join(' ', (Text(front, "title") + " " + body).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        };
    }

    private YamlMappingNode ReadYaml(string name)
    {
        var file = System.IO.Path.Combine(folder.Path, name);
        return File.Exists(file) ? Parse(File.ReadAllText(file)) : [];
    }

    private static YamlMappingNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? [] : (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value.ToString() : null;

    private static List<string> Words(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlSequenceNode list ? [.. list.Select(w => w.ToString())] : [];

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class StubPublisher(CurrentEdition current, IOptions<SiteOptions> options, IHostEnvironment environment, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        current.Publish(new EditionBuilder(new ContentFolder(options.Value.ContentPath), environment.IsDevelopment()).Build(time.GetUtcNow()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class ArticlesStubs
{
    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services.AddSingleton<CurrentEdition>().AddHostedService<StubPublisher>();
}
