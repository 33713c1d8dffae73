<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0-A Coruña" hasScaleBasedVisibilityFlag="0" minScale="10000000000" maxScale="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" simplifyAlgorithm="0" labelsEnabled="1" styleCategories="AllStyleCategories">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
  <rules key="{00000000-0000-0000-0000-000000000000}">
   <rule key="{00000000-0000-0000-0000-000000000001}" symbol="0" label="City" filter="&quot;kind&quot; = 'city' AND @map_scale &lt;= 659353635 / 2 ^ coalesce(attribute($currentfeature, 'min_zoom'), 5)" />
   <rule key="{00000000-0000-0000-0000-000000000002}" symbol="1" filter="ELSE" />
  </rules>
  <symbols>
   <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="SimpleMarker" pass="0">
     <prop k="name" v="circle" />
     <prop k="color" v="59,66,72,255" />
     <prop k="outline_color" v="251,250,245,255" />
     <prop k="outline_width" v="0.2646" />
     <prop k="size" v="1.1906" />
    </layer>
   </symbol>
   <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="SimpleMarker" pass="0">
     <prop k="name" v="circle" />
     <prop k="color" v="255,255,255,0" />
     <prop k="outline_style" v="no" />
     <prop k="size" v="0.1" />
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="{00000000-0000-0000-0000-000000000000}">
   <rule key="{00000000-0000-0000-0000-000000000001}" description="city" filter="&quot;kind&quot; = 'city'">
    <settings calloutType="simple">
     <text-style fieldName="replace(replace(replace(coalesce(&quot;name&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || if(coalesce(&quot;name_ko&quot;, '') = '', '', '¦' || '&lt;span style=&quot;color:#3b4248;font-weight:normal;font-size:' || if(@layout_name IS NULL, 7.7625, 6.05) || 'pt&quot;&gt;' || replace(replace(replace(coalesce(&quot;name_ko&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || '&lt;/span&gt;')" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Regular" fontWeight="50" fontItalic="0" fontSize="8.625" fontSizeUnit="Point" fontLetterSpacing="0" textColor="59,66,72,255" textOpacity="1" multilineHeight="0.9" allowHtml="1" blendMode="0" fontKerning="1">
      <families>
       <family name="Noto Sans CJK KR" />
       <family name="Malgun Gothic" />
       <family name="Apple SD Gothic Neo" />
      </families>
      <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
     </text-style>
     <text-format multilineAlign="3" wrapChar="¦" decimals="3" />
     <placement placement="6" placementFlags="0" polygonPlacementFlags="0" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="1" quadOffset="4" dist="0.5292" distUnits="MM" repeatDistance="0" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="0" overrunDistanceUnit="MM" priority="2" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" geometryGenerator="" layerType="UnknownGeometry" />
     <rendering drawLabels="1" scaleVisibility="1" scaleMin="0" scaleMax="659353635" mergeLines="1" labelPerPart="0" obstacle="1" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="2" />
     <dd_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="Size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, 8.625, 6.73)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="Show" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="@map_scale &lt;= 659353635 / 2 ^ coalesce(attribute($currentfeature, 'min_zoom'), 5) AND NOT (@map_scale &gt;= 5151200 AND @map_scale &lt;= 164838409 AND &quot;name&quot; IN ('China', 'Japan', 'North Korea', 'Russia', 'South Korea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)states(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 643900 AND @map_scale &lt;= 20604801 AND &quot;name&quot; IN ('West Sea / Yellow Sea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)waters(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 2575600 AND &quot;name&quot; IN ('Busan', 'Chongjin', 'Chuncheon', 'Daegu', 'Daejeon', 'Gangneung', 'Goseong', 'Gwangju', 'Haeju', 'Hamhung', 'Incheon', 'Nampo', 'Sinuiju', 'Sokcho') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)towns(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 41209602 AND &quot;name&quot; IN ('Kaesong', 'Pyongyang', 'Seoul', 'Wonsan') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)cities(_[0-9a-f]{8}_|,|$)'))" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="PredefinedPositionOrder" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(&quot;feature_id&quot; = 'label-kaesong', 'BL,B,L', 'R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL')" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="Priority" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(&quot;feature_id&quot; = 'label-kaesong', 9, 2)" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </dd_properties>
    </settings>
   </rule>
   <rule key="{00000000-0000-0000-0000-000000000002}" description="water" filter="&quot;kind&quot; = 'water'">
    <settings calloutType="simple">
     <text-style fieldName="replace(replace(replace(coalesce(&quot;name&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || if(coalesce(&quot;name_ko&quot;, '') = '', '', '¦' || '&lt;span style=&quot;color:#5d8199;font-weight:normal;font-size:' || if(@layout_name IS NULL, 8.775, 6.84) || 'pt&quot;&gt;' || replace(replace(replace(coalesce(&quot;name_ko&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || '&lt;/span&gt;')" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Italic" fontWeight="50" fontItalic="1" fontSize="9.75" fontSizeUnit="Point" fontLetterSpacing="1.2" textColor="93,129,153,255" textOpacity="1" multilineHeight="0.9" allowHtml="1" blendMode="0" fontKerning="1">
      <families>
       <family name="Noto Sans CJK KR" />
       <family name="Malgun Gothic" />
       <family name="Apple SD Gothic Neo" />
      </families>
      <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
     </text-style>
     <text-format multilineAlign="1" wrapChar="¦" decimals="3" />
     <placement placement="1" placementFlags="0" polygonPlacementFlags="0" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="1" quadOffset="4" dist="0.5292" distUnits="MM" repeatDistance="0" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="0" overrunDistanceUnit="MM" priority="1" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" geometryGenerator="" layerType="UnknownGeometry" />
     <rendering drawLabels="1" scaleVisibility="1" scaleMin="0" scaleMax="659353635" mergeLines="1" labelPerPart="0" obstacle="0" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="1" />
     <dd_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="Size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, 9.75, 7.61)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="Show" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="@map_scale &lt;= 659353635 / 2 ^ coalesce(attribute($currentfeature, 'min_zoom'), 5) AND NOT (@map_scale &gt;= 5151200 AND @map_scale &lt;= 164838409 AND &quot;name&quot; IN ('China', 'Japan', 'North Korea', 'Russia', 'South Korea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)states(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 643900 AND @map_scale &lt;= 20604801 AND &quot;name&quot; IN ('West Sea / Yellow Sea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)waters(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 2575600 AND &quot;name&quot; IN ('Busan', 'Chongjin', 'Chuncheon', 'Daegu', 'Daejeon', 'Gangneung', 'Goseong', 'Gwangju', 'Haeju', 'Hamhung', 'Incheon', 'Nampo', 'Sinuiju', 'Sokcho') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)towns(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 41209602 AND &quot;name&quot; IN ('Kaesong', 'Pyongyang', 'Seoul', 'Wonsan') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)cities(_[0-9a-f]{8}_|,|$)'))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </dd_properties>
    </settings>
   </rule>
   <rule key="{00000000-0000-0000-0000-000000000003}" description="country" filter="&quot;kind&quot; = 'country'">
    <settings calloutType="simple">
     <text-style fieldName="replace(replace(replace(coalesce(upper(&quot;name&quot;), ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || if(coalesce(&quot;name_ko&quot;, '') = '', '', '¦' || '&lt;span style=&quot;color:#8a8578;font-weight:normal;font-size:' || if(@layout_name IS NULL, 7.7625, 6.05) || 'pt&quot;&gt;' || replace(replace(replace(coalesce(&quot;name_ko&quot;, ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') || '&lt;/span&gt;')" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Regular" fontWeight="50" fontItalic="0" fontSize="8.625" fontSizeUnit="Point" fontLetterSpacing="1.65" textColor="138,133,120,255" textOpacity="1" multilineHeight="0.9" allowHtml="1" blendMode="0" fontKerning="1">
      <families>
       <family name="Noto Sans CJK KR" />
       <family name="Malgun Gothic" />
       <family name="Apple SD Gothic Neo" />
      </families>
      <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
     </text-style>
     <text-format multilineAlign="1" wrapChar="¦" decimals="3" />
     <placement placement="4" placementFlags="2" polygonPlacementFlags="2" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="1" quadOffset="4" dist="0.5292" distUnits="MM" repeatDistance="0" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="0" overrunDistanceUnit="MM" priority="8" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="1" geometryGeneratorType="PolygonGeometry" geometryGenerator="transform(buffer(transform($geometry, 'EPSG:4326', 'EPSG:5179'), 40 * (@map_scale * 0.000264583)), 'EPSG:5179', 'EPSG:4326')" layerType="UnknownGeometry" />
     <rendering drawLabels="1" scaleVisibility="1" scaleMin="0" scaleMax="659353635" mergeLines="1" labelPerPart="0" obstacle="0" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="8" />
     <dd_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="Size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, 8.625, 6.73)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="Show" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="@map_scale &lt;= 659353635 / 2 ^ coalesce(attribute($currentfeature, 'min_zoom'), 3) AND NOT (@map_scale &gt;= 5151200 AND @map_scale &lt;= 164838409 AND &quot;name&quot; IN ('China', 'Japan', 'North Korea', 'Russia', 'South Korea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)states(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 643900 AND @map_scale &lt;= 20604801 AND &quot;name&quot; IN ('West Sea / Yellow Sea') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)waters(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 2575600 AND &quot;name&quot; IN ('Busan', 'Chongjin', 'Chuncheon', 'Daegu', 'Daejeon', 'Gangneung', 'Goseong', 'Gwangju', 'Haeju', 'Hamhung', 'Incheon', 'Nampo', 'Sinuiju', 'Sokcho') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)towns(_[0-9a-f]{8}_|,|$)')) AND NOT (@map_scale &gt;= 629 AND @map_scale &lt;= 41209602 AND &quot;name&quot; IN ('Kaesong', 'Pyongyang', 'Seoul', 'Wonsan') AND regexp_match(array_to_string(@map_layer_ids), '(^|_|,)cities(_[0-9a-f]{8}_|,|$)'))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </dd_properties>
    </settings>
   </rule>
  </rules>
 </labeling>
 <blendMode>0</blendMode>
 <layerOpacity>1</layerOpacity>
 <fieldConfiguration>
  <field name="feature_id">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="layer">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name_ko">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="kind">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="min_zoom">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="fid">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="id">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="feature_id" name="Id" />
  <alias field="layer" name="Layer" />
  <alias field="name" name="Name" />
  <alias field="name_ko" name="Name in Hangul" />
  <alias field="kind" name="Kind" />
  <alias field="min_zoom" name="Least zoom" />
  <alias field="fid" name="Row" />
  <alias field="id" name="GeoJSON id" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column type="field" name="feature_id" hidden="0" width="-1" />
   <column type="field" name="layer" hidden="0" width="-1" />
   <column type="field" name="name" hidden="0" width="-1" />
   <column type="field" name="name_ko" hidden="0" width="-1" />
   <column type="field" name="kind" hidden="0" width="-1" />
   <column type="field" name="min_zoom" hidden="0" width="-1" />
   <column type="field" name="fid" hidden="1" width="-1" />
   <column type="field" name="id" hidden="1" width="-1" />
  </columns>
 </attributetableconfig>
 <previewExpression>"name"</previewExpression>
 <mapTip />
 <layerGeometryType>0</layerGeometryType>
</qgis>
